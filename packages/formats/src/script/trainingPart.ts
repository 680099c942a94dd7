import { outputsOf } from 'gradscope';
import { drawsInTraining } from './networkPart.ts';
import { hasSchedule, needsTime } from './optimizerPart.ts';
import { indented, lines } from './pythonText.ts';
import type { ScriptPlan } from './scriptPlan.ts';

export const FORWARD = `def forward(layers, h, training=True):
    for layer in layers:
        h = layer.forward(h, training)
    return h
`;

export const BATCHES = `def batches(seed):
    """The rows of one mini-batch after another: in a new order each epoch, what is too little for a batch is left out."""
    own = np.random.RandomState(seed)
    while True:
        order = own.permutation(len(X))
        for start in range(0, len(X) - BATCH + 1, BATCH):
            yield order[start : start + BATCH]
`;

/** The loop of one network: its random draws, its loss, the backward pass, the update. */
export function numpyTraining(plan: ScriptPlan): string {
  const { batch, uses, experiment } = plan;
  const { l2, clip, optimizer } = experiment.training;
  const size = typeof optimizer.stepSize === 'number' ? 'STEP_SIZE' : 'size';
  const stepSize = hasSchedule(experiment.training) ? `${size} * schedule(step)` : size;
  const update = `${stepSize}${needsTime(optimizer) ? ', step + 1' : ''}`;
  return lines(
    `def train(layers${drawsInTraining(plan) ? ', batch_seed, dropout_seed' : ''}):`,
    indented(
      lines(
        batch !== undefined && 'rows_of_batches = batches(batch_seed)',
        uses.kinds && 'parts = [part for layer in layers for part in parts_of(layer)]',
        uses.kinds && l2 > 0 && WEIGHTS,
        uses.dropout && dropoutText(uses.kinds),
        'for step in range(STEPS):',
        indented(
          lines(
            batch !== undefined && 'rows = next(rows_of_batches)',
            `scores = forward(layers, ${batch === undefined ? 'X' : 'X[rows]'})`,
            `loss, signal = ${lossText(plan, 'scores', batch === undefined ? 'y' : 'y[rows]')}`,
            uses.answers && 'signal = signal.reshape(scores.shape)',
            l2 > 0 && `loss += ${penalty(plan)}`,
            PRINT,
            'for layer in reversed(layers):\n    signal = layer.backward(signal)',
            clip && `clip(${uses.kinds ? 'parts' : 'layers'})`,
            uses.kinds ? updatesOfParts(plan, update) : updatesOfLayers(plan, update),
          ),
        ),
        evaluation(plan),
      ),
    ),
    '',
  );
}

const PRINT = `if step % PRINT_EVERY == 0 or not np.isfinite(loss):
    print('iteration %d: loss %f' % (step, loss))
if not np.isfinite(loss):
    return print('diverged')`;

const WEIGHTS =
  "weights = [getattr(part, name) for part in parts for name in ('W', 'U') if hasattr(part, name)]";

/** A layer and the parts inside it: what has gradients is among them. */
export const PARTS_OF = `def parts_of(layer):
    """A layer and all parts inside it."""
    return [layer, *(part for inner in getattr(layer, 'inside', ()) for part in parts_of(inner))]
`;

const penalty = ({ uses }: ScriptPlan) =>
  `L2 * 0.5 * sum(${uses.kinds ? '(W * W).sum() for W in weights' : '(layer.W * layer.W).sum() for layer in layers'})`;

function dropoutText(hasKinds: boolean): string {
  const draw = 'dropout_random = np.random.RandomState(dropout_seed)';
  return hasKinds
    ? `${draw}\nfor part in parts:\n    if isinstance(part, Dropout):\n        part.random = dropout_random`
    : `${draw}\nfor layer in layers:\n    layer.dropout.random = dropout_random`;
}

function updatesOfLayers({ uses, experiment }: ScriptPlan, update: string): string {
  return lines(
    forEachLayer(experiment),
    `    for name in layer.gradients:\n        update(layer, name, ${update})`,
    uses.batchNorm && "    if layer.normalization == 'batch':\n        layer.remember()",
  );
}

function updatesOfParts({ uses, experiment }: ScriptPlan, update: string): string {
  return lines(
    forEachLayer(experiment),
    `    for part in parts_of(layer):\n        for name in part.gradients:\n            update(part, name, ${update})`,
    uses.batchNorm &&
      "        if getattr(part, 'normalization', None) == 'batch':\n            part.remember()",
  );
}

const forEachLayer = ({ training }: ScriptPlan['experiment']) =>
  typeof training.optimizer.stepSize === 'number'
    ? 'for layer in layers:'
    : 'for layer, size in zip(layers, STEP_SIZE):';

/** One row for each answer, if positions have some. */
function lossText(plan: ScriptPlan, outputs: string, y: string): string {
  return `loss_and_signal(${rowsText(plan, outputs)}, ${answersText(plan, y)})`;
}

const rowsText = ({ uses, data }: ScriptPlan, outputs: string) =>
  uses.answers ? `${outputs}.reshape(-1, ${outputsOf(data)})` : outputs;

const answersText = ({ uses, data }: ScriptPlan, y: string) =>
  uses.answers ? `${y}.reshape(-1${uses.classes ? '' : `, ${outputsOf(data)}`})` : y;

/** A script's output about a trained network. */
function evaluation(plan: ScriptPlan): string {
  const { uses, experiment } = plan;
  const all = (X: string) => `forward(layers, ${X}, False)`;
  if (uses.classes) {
    const accuracy = (X: string, y: string) =>
      `(${rowsText(plan, all(X))}.argmax(axis=1) == ${answersText(plan, y)}).mean()`;
    return lines(
      `print('training accuracy: %.2f' % ${accuracy('X', 'y')})`,
      uses.test && `print('test accuracy: %.2f' % ${accuracy('X_test', 'y_test')})`,
    );
  }
  return lines(
    `loss, _ = ${lossText(plan, all('X'), 'y')}`,
    experiment.training.l2 > 0 && `loss += ${penalty(plan)}`,
    "print('training loss: %f' % loss)",
    uses.test && `loss, _ = ${lossText(plan, all('X_test'), 'y_test')}\nprint('test loss: %f' % loss)`,
  );
}

/** The main program. */
export function mainPart(plan: ScriptPlan): string {
  const seeds = drawsInTraining(plan) ? ', *seeds[name]' : '';
  return `for name, layers in networks.items():\n    print(name)\n    train(layers${seeds})\n`;
}
