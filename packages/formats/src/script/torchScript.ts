import type { AnyDataset, Experiment } from 'gradscope';
import { torchActivations } from './activationPart.ts';
import { dataPart } from './dataPart.ts';
import { initPart } from './initPart.ts';
import { networkPart } from './networkPart.ts';
import { refuseBeyond, scriptText } from './numpyScript.ts';
import { schedulePart, trainingConstants } from './optimizerPart.ts';
import { constants, lines } from './pythonText.ts';
import { isPacked } from './rowsPart.ts';
import { printEvery, type ScriptPlan, scriptPlan } from './scriptPlan.ts';
import { torchLayer } from './torchLayer.ts';
import { torchTraining } from './torchTraining.ts';
import { BATCHES, mainPart } from './trainingPart.ts';

/**
 * A Python script for PyTorch that trains the networks of an experiment from the same weights, on the same data and
 * batches, with PyTorch's own layers, gradients and optimizers, in float64. It prints the same losses, up to what the
 * order of additions makes of their last digits.
 *
 * Data and weights are drawn by NumPy, which has the same stream of random numbers; PyTorch has not.
 *
 * @param data of the same experiment, as `prepare` makes it
 * @throws FormatError where the experiment is beyond it: `beyondScripts`
 */
export function writePytorchScript(experiment: Experiment, data: AnyDataset): string {
  refuseBeyond('PyTorch script', experiment);
  const plan = scriptPlan(experiment, data);
  const rows = dataPart(plan);
  return scriptText([
    {
      heading:
        'The networks of a Gradscope experiment, trained with PyTorch, from the same seed, to the same losses.',
      code: head(plan, rows),
    },
    { heading: 'The data', code: `${rows}\n` },
    { heading: 'Activations', code: torchActivations(plan) },
    { heading: 'A layer', code: `${torchLayer(plan)}\n` },
    { heading: 'How weights and biases start', code: initPart(plan) },
    { heading: 'The networks', code: `${networkPart(plan)}\n\n${TENSORS}` },
    {
      heading: 'Training',
      code: [plan.batch !== undefined && BATCHES, schedulePart(experiment.training), torchTraining(plan)]
        .filter(part => part !== false && part !== undefined)
        .join('\n\n'),
    },
    { heading: 'All of it', code: mainPart(plan) },
  ]);
}

/** Until here the data are NumPy's: weights that start by them need no gradient. */
const TENSORS = `X, y = torch.from_numpy(X), torch.from_numpy(y)
`;

function head(plan: ScriptPlan, rows: string): string {
  const { experiment, batch } = plan;
  return lines(
    isPacked(rows) && 'import base64\nimport zlib\n',
    'import numpy as np',
    'import torch',
    'import torch.nn.functional as F',
    '',
    constants({ SEED: experiment.seed }),
    trainingConstants(experiment.training),
    constants({ BATCH: batch, PRINT_EVERY: printEvery(experiment) }),
    '',
    'torch.set_default_dtype(torch.float64)',
    '',
    '# Data and weights are drawn by NumPy, from one stream: the data first, then each network, layer by layer.',
    'random = np.random.RandomState(SEED)',
    '',
  );
}
