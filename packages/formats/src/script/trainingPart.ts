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
  const perLayer = typeof optimizer.stepSize !== 'number';
  const size = perLayer ? 'size' : 'STEP_SIZE';
  const stepSize = hasSchedule(experiment.training) ? `${size} * schedule(step)` : size;
  const time = needsTime(optimizer) ? ', step + 1' : '';
  return lines(
    `def train(layers${drawsInTraining(plan) ? ', batch_seed, dropout_seed' : ''}):`,
    indented(
      lines(
        batch !== undefined && 'rows_of_batches = batches(batch_seed)',
        uses.dropout && 'dropout_random = np.random.RandomState(dropout_seed)',
        'for step in range(STEPS):',
        indented(
          lines(
            batch !== undefined && 'rows = next(rows_of_batches)',
            uses.dropout && dropoutText(batch),
            `scores = forward(layers, ${batch === undefined ? 'X' : 'X[rows]'})`,
            `loss, signal = loss_and_signal(scores, ${batch === undefined ? 'y' : 'y[rows]'})`,
            l2 > 0 && 'loss += L2 * 0.5 * sum((layer.W * layer.W).sum() for layer in layers)',
            PRINT,
            'for layer in reversed(layers):\n    signal = layer.backward(signal)',
            clip && 'clip(layers)',
            perLayer ? 'for layer, size in zip(layers, STEP_SIZE):' : 'for layer in layers:',
            `    for name in layer.gradients:\n        update(layer, name, ${stepSize}${time})`,
            uses.batchNorm && "    if layer.normalization == 'batch':\n        layer.remember()",
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

function dropoutText(batch: number | undefined): string {
  return `for layer in layers:
    if layer.dropout > 0:
        left_out = dropout_random.random_sample((${batch === undefined ? 'len(X)' : 'BATCH'}, layer.units)) < layer.dropout
        layer.mask = np.where(left_out, 0, 1 / (1 - layer.dropout))`;
}

/** A script's output about a trained network. */
function evaluation({ uses, experiment }: ScriptPlan): string {
  const penalty =
    experiment.training.l2 > 0
      ? '\nloss += L2 * 0.5 * sum((layer.W * layer.W).sum() for layer in layers)'
      : '';
  if (uses.classes) {
    return lines(
      "print('training accuracy: %.2f' % (forward(layers, X, False).argmax(axis=1) == y).mean())",
      uses.test &&
        "print('test accuracy: %.2f' % (forward(layers, X_test, False).argmax(axis=1) == y_test).mean())",
    );
  }
  return lines(
    `loss, _ = loss_and_signal(forward(layers, X, False), y)${penalty}\nprint('training loss: %f' % loss)`,
    uses.test &&
      "loss, _ = loss_and_signal(forward(layers, X_test, False), y_test)\nprint('test loss: %f' % loss)",
  );
}

/** The main program. */
export function mainPart(plan: ScriptPlan): string {
  const seeds = drawsInTraining(plan) ? ', *seeds[name]' : '';
  return `for name, layers in networks.items():\n    print(name)\n    train(layers${seeds})\n`;
}
