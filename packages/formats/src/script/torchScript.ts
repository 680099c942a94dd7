import type { AnyDataset, Experiment } from 'gradscope';
import { torchActivations } from './activationPart.ts';
import { partsText } from './layerScript.ts';
import { networkPart } from './networkPart.ts';
import { schedulePart } from './optimizerPart.ts';
import type { ScriptPlan } from './scriptPlan.ts';
import { type ScriptLibrary, scriptSections, scriptText } from './scriptSections.ts';
import { TORCH_LAYERS } from './torch/torchLayers.ts';
import { torchTraining } from './torchTraining.ts';
import { BATCHES } from './trainingPart.ts';

/**
 * A Python script for PyTorch that trains the networks of an experiment from the same weights, on the same
 * data and batches, with PyTorch's own layers, gradients and optimizers, in float64. It prints the same
 * losses, up to the effect of the order of additions on their last digits.
 *
 * NumPy draws the data and weights, because it has the same stream of random numbers and PyTorch does not.
 *
 * @param data of the same experiment, as `prepare` makes it
 * @throws FormatError if scripts do not cover the experiment: `beyondScripts`
 */
export function writePytorchScript(experiment: Experiment, data: AnyDataset): string {
  return scriptText(scriptSections(experiment, data, 'PyTorch', torch));
}

function torch(plan: ScriptPlan): ScriptLibrary {
  const networks = networkPart(plan, TORCH_LAYERS);
  const layers = partsText(TORCH_LAYERS, plan, networks);
  return {
    trainedWith: 'PyTorch',
    imports: 'import numpy as np\nimport torch\nimport torch.nn.functional as F',
    needsMath: false,
    settings: 'torch.set_default_dtype(torch.float64)',
    drawn: 'Data and weights are drawn by NumPy,',
    activations: torchActivations(plan),
    layer: { heading: plan.uses.kinds ? 'Layers' : 'A layer', code: `${layers}\n` },
    networks: `${networks}\n\n${TENSORS}`,
    training: [
      plan.batch !== undefined && BATCHES,
      schedulePart(plan.experiment.training),
      torchTraining(plan),
    ],
  };
}

/** Up to here the data are NumPy's: weights that start from them need no gradient. */
const TENSORS = `X, y = torch.from_numpy(X), torch.from_numpy(y)
`;
