import type { AnyDataset, Experiment } from 'gradscope';
import { needsMath, numpyActivations } from './activationPart.ts';
import { partsText } from './layerScript.ts';
import { lossPart } from './lossPart.ts';
import { networkPart, scaling } from './networkPart.ts';
import { NUMPY_LAYERS } from './numpy/numpyLayers.ts';
import { clipPart, schedulePart, updatePart } from './optimizerPart.ts';
import { lines } from './pythonText.ts';
import type { ScriptPlan } from './scriptPlan.ts';
import { type ScriptLibrary, type ScriptSection, scriptSections, scriptText } from './scriptSections.ts';
import { BATCHES, FORWARD, numpyTraining, PARTS_OF } from './trainingPart.ts';

/**
 * A Python script that needs only NumPy, trains the networks of an experiment from the same seed, and prints
 * the same losses, about 50 for each network: for the 2016 notebook's experiment, the notebook's output.
 *
 * @param data of the same experiment, as `prepare` makes it
 * @throws FormatError if scripts do not cover the experiment: `beyondScripts`
 */
export function writeNumpyScript(experiment: Experiment, data: AnyDataset): string {
  return scriptText(numpySections(experiment, data));
}

/** The same in parts, for callers that insert something between them. */
export function numpySections(experiment: Experiment, data: AnyDataset): ScriptSection[] {
  return scriptSections(experiment, data, 'NumPy', numpy);
}

function numpy(plan: ScriptPlan): ScriptLibrary {
  const networks = networkPart(plan, NUMPY_LAYERS);
  const layers = partsText(NUMPY_LAYERS, plan, networks);
  return {
    trainedWith: 'NumPy alone',
    imports: 'import numpy as np',
    needsMath: needsMath(plan),
    settings: "# If numbers overflow, the loss shows it.\nnp.seterr(all='ignore')",
    drawn: 'All random numbers come',
    activations: `${numpyActivations(plan).trim()}\n`,
    layer: {
      heading: `${plan.uses.kinds ? 'Layers' : 'A layer'}, forward and backward`,
      code: `${layers}\n`,
    },
    networks: `${lines(plan.uses.lsuv && `${scaling(plan)}\n\n`, networks)}\n`,
    training: [
      FORWARD,
      plan.uses.kinds && PARTS_OF,
      lossPart(plan),
      plan.batch !== undefined && BATCHES,
      schedulePart(plan.experiment.training),
      clipPart(plan.experiment.training),
      updatePart(plan),
      numpyTraining(plan),
    ],
  };
}
