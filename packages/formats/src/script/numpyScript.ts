import type { AnyDataset, Experiment } from 'gradscope';
import { FormatError } from '../formatError.ts';
import { needsMath, numpyActivations } from './activationPart.ts';
import { dataPart } from './dataPart.ts';
import { initPart } from './initPart.ts';
import { numpyLayer } from './layerPart.ts';
import { lossPart } from './lossPart.ts';
import { networkPart, scaling } from './networkPart.ts';
import { clipPart, schedulePart, trainingConstants, updatePart } from './optimizerPart.ts';
import { constants, lines } from './pythonText.ts';
import { isPacked } from './rowsPart.ts';
import { printEvery, type ScriptPlan, scriptPlan } from './scriptPlan.ts';
import { BATCHES, FORWARD, mainPart, numpyTraining } from './trainingPart.ts';

/** A part of a script: what it is, and its code, which ends with a newline. */
export interface ScriptSection {
  readonly heading: string;
  readonly code: string;
}

/**
 * A Python script that needs only NumPy, trains the networks of an experiment from the same seed, and prints the same
 * losses, about 50 of each network: of the 2016 notebook's experiment, what the notebook printed.
 *
 * @param data of the same experiment, as `prepare` makes it
 * @throws FormatError where the experiment is beyond it: {@link beyondScripts}
 */
export function writeNumpyScript(experiment: Experiment, data: AnyDataset): string {
  return scriptText(numpySections(experiment, data));
}

export function scriptText(sections: readonly ScriptSection[]): string {
  return sections.map(({ heading, code }) => `# ${heading}\n\n${code}`).join('\n\n');
}

/** The same in parts, for who wants to put something in between. */
export function numpySections(experiment: Experiment, data: AnyDataset): ScriptSection[] {
  refuseBeyond('NumPy script', experiment);
  const plan = scriptPlan(experiment, data);
  const { training } = experiment;
  const rows = dataPart(plan);
  return [
    {
      heading:
        'The networks of a Gradscope experiment, trained with NumPy alone, from the same seed, to the same losses.',
      code: head(plan, rows),
    },
    { heading: 'The data', code: `${rows}\n` },
    { heading: 'Activations', code: `${numpyActivations(plan).trim()}\n` },
    { heading: 'A layer, forward and backward', code: `${numpyLayer(plan)}\n` },
    { heading: 'How weights and biases start', code: initPart(plan) },
    {
      heading: 'The networks',
      code: `${lines(plan.uses.lsuv && `${scaling(plan)}\n\n`, networkPart(plan))}\n`,
    },
    {
      heading: 'Training',
      code: [
        FORWARD,
        lossPart(plan),
        plan.batch !== undefined && BATCHES,
        schedulePart(training),
        clipPart(training),
        updatePart(plan),
        numpyTraining(plan),
      ]
        .filter(part => part !== false && part !== undefined)
        .join('\n\n'),
    },
    { heading: 'All of it', code: mainPart(plan) },
  ];
}

/** What scripts do not cover of an experiment, each as `path: expected <what they cover>, got <what is there>`. */
export function beyondScripts({ precision }: Experiment): string[] {
  return precision === 'float64' ? [] : [`precision: expected float64, got ${precision}`];
}

export function refuseBeyond(what: string, experiment: Experiment): void {
  const beyond = beyondScripts(experiment);
  if (beyond.length > 0) throw new FormatError(`${what}: ${beyond.join('; ')}`);
}

function head(plan: ScriptPlan, rows: string): string {
  const { experiment, batch } = plan;
  return lines(
    isPacked(rows) && 'import base64',
    needsMath(plan) && 'import math',
    isPacked(rows) && 'import zlib',
    (isPacked(rows) || needsMath(plan)) && '',
    'import numpy as np',
    '',
    constants({ SEED: experiment.seed }),
    trainingConstants(experiment.training),
    constants({ BATCH: batch, PRINT_EVERY: printEvery(experiment) }),
    '',
    '# Where numbers overflow the loss tells.',
    "np.seterr(all='ignore')",
    '',
    '# All random numbers come from one stream: the data first, then each network, layer by layer.',
    'random = np.random.RandomState(SEED)',
    '',
  );
}
