import { OPTIMIZER_EXPORTS } from '../kinds/optimizers.ts';
import { torchLoss } from './lossPart.ts';
import { drawsInTraining } from './networkPart.ts';
import { hasSchedule } from './optimizerPart.ts';
import { indented, lines } from './pythonText.ts';
import type { ScriptPlan } from './scriptPlan.ts';

/** The loop of one network, by PyTorch's autograd and optimizers. */
export function torchTraining(plan: ScriptPlan): string {
  const { batch, uses, experiment } = plan;
  const { l2, clip, optimizer } = experiment.training;
  const isScheduled = hasSchedule(experiment.training);
  const needsDecays = uses.kinds && (l2 > 0 || optimizer.kind === 'adamw');
  return lines(
    needsDecays && DECAYS,
    `def train(layers${drawsInTraining(plan) ? ', batch_seed, dropout_seed' : ''}):`,
    indented(
      lines(
        'network = torch.nn.Sequential(*layers)',
        l2 > 0 && weightsText(plan),
        optimizerText(plan),
        isScheduled && 'scheduler = torch.optim.lr_scheduler.LambdaLR(optimizer, schedule)',
        batch !== undefined && 'rows_of_batches = batches(batch_seed)',
        uses.dropout && DROPOUT,
        'for step in range(STEPS):',
        indented(
          lines(
            batch !== undefined && 'rows = next(rows_of_batches)',
            `loss = ${lossText(plan, batch === undefined ? 'X' : 'X[rows]', batch === undefined ? 'y' : 'y[rows]')}`,
            `total = loss.item()${l2 > 0 ? ` + ${PENALTY}` : ''}`,
            PRINT,
            'optimizer.zero_grad()',
            'loss.backward()',
            clip && clipText('norm' in clip),
            l2 > 0 && 'for W in weights:\n    W.grad += L2 * W.detach()',
            'optimizer.step()',
            isScheduled && 'scheduler.step()',
          ),
        ),
        evaluation(plan),
      ),
    ),
    '',
  );
}

const PENALTY = '0.5 * L2 * sum((W * W).sum().item() for W in weights)';

const PRINT = `if step % PRINT_EVERY == 0 or not np.isfinite(total):
    print('iteration %d: loss %f' % (step, total))
if not np.isfinite(total):
    return print('diverged')`;

const DROPOUT = `dropout_random = np.random.RandomState(dropout_seed)
for part in network.modules():
    if isinstance(part, Dropout):
        part.random = dropout_random`;

const lossText = (plan: ScriptPlan, X: string, y: string): string =>
  torchLoss(plan, outputsText(plan, X), answersText(plan, y));

/** One row for each answer, if positions have some. */
const outputsText = ({ uses }: ScriptPlan, X: string) =>
  `network(${X})${uses.answers ? '.flatten(0, -2)' : ''}`;
const answersText = ({ uses }: ScriptPlan, y: string) =>
  uses.answers ? `${y}.flatten(${uses.classes ? '' : '0, -2'})` : y;

/** The tensors that `l2` and weight decay shrink. */
const weightsText = ({ uses }: ScriptPlan) =>
  uses.kinds
    ? 'weights = [p for name, p in network.named_parameters() if decays(name, p)]'
    : 'weights = [layer.linear.weight for layer in layers]';

const DECAYS = `def decays(name, p):
    """Whether it is a matrix of weights: not a bias, a gain or the vectors of positions."""
    return p.dim() > 1 and not name.endswith('.P')

`;

function clipText(byNorm: boolean): string {
  return byNorm
    ? 'torch.nn.utils.clip_grad_norm_(network.parameters(), CLIP_NORM)'
    : 'torch.nn.utils.clip_grad_value_(network.parameters(), CLIP_VALUE)';
}

/** The optimizer, with all settings explicit. */
function optimizerText({ experiment, uses }: ScriptPlan): string {
  const { kind, stepSize } = experiment.training.optimizer;
  const perLayer = typeof stepSize !== 'number';
  const isGrouped = perLayer || kind === 'adamw';
  const parameters = isGrouped ? 'groups' : 'network.parameters()';
  const [name, ...settings] = OPTIMIZER_EXPORTS[kind].torch;
  const given = [parameters, !perLayer && 'lr=STEP_SIZE', ...settings].filter(setting => setting !== false);
  return lines(
    isGrouped && groupsText(perLayer, kind === 'adamw', uses.kinds),
    `optimizer = torch.optim.${name}(${given.join(', ')})`,
  );
}

/**
 * Parameters in groups: each layer with its own step size; weights that decay apart from biases and the like,
 * which do not.
 */
function groupsText(perLayer: boolean, decays: boolean, hasKinds: boolean): string {
  const size = perLayer ? ", 'lr': size" : '';
  const isWeight = hasKinds ? 'decays(name, p)' : "name == 'linear.weight'";
  const group = decays
    ? `    own = [p for name, p in layer.named_parameters() if ${isWeight}]
    others = [p for name, p in layer.named_parameters() if not ${isWeight}]
    groups.append({'params': own, 'weight_decay': WEIGHT_DECAY${size}})
    groups.append({'params': others, 'weight_decay': 0${size}})`
    : `    groups.append({'params': layer.parameters()${size}})`;
  return `groups = []\nfor layer${perLayer ? ', size' : ''} in ${perLayer ? 'zip(layers, STEP_SIZE)' : 'layers'}:\n${group}`;
}

/** The script's output about a trained network. */
function evaluation(plan: ScriptPlan): string {
  const { uses, experiment } = plan;
  const penalty = experiment.training.l2 > 0 ? ` + ${PENALTY}` : '';
  const accuracy = (X: string, y: string) =>
    `(${outputsText(plan, X)}.argmax(dim=1) == ${answersText(plan, y)}).double().mean()`;
  const tested = uses.test && 'X_held, y_held = torch.from_numpy(X_test), torch.from_numpy(y_test)';
  const prints = uses.classes
    ? lines(
        `print('training accuracy: %.2f' % ${accuracy('X', 'y')})`,
        uses.test && `print('test accuracy: %.2f' % ${accuracy('X_held', 'y_held')})`,
      )
    : lines(
        `print('training loss: %f' % (${lossText(plan, 'X', 'y')}.item()${penalty}))`,
        uses.test && `print('test loss: %f' % ${lossText(plan, 'X_held', 'y_held')}.item())`,
      );
  return lines('network.eval()', 'with torch.no_grad():', indented(lines(tested, prints)));
}
