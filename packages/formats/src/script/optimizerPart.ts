import type { Experiment } from 'gradscope';
import { OPTIMIZER_EXPORTS } from '../kinds/optimizers.ts';
import { constants, indented, lines, pythonName } from './pythonText.ts';
import type { ScriptPlan } from './scriptPlan.ts';

type Training = Experiment['training'];
type Optimizer = Training['optimizer'];

/** The numbers of the training, by the names that a script has for them. */
export function trainingConstants({ optimizer, schedule, clip, l2, steps }: Training): string {
  return constants({
    STEPS: steps,
    ...optimizerNumbers(optimizer),
    ...(schedule.kind === 'step' ? { DECAY_EVERY: schedule.every, DECAY_FACTOR: schedule.factor } : {}),
    ...(schedule.kind === 'cosine' ? { FINAL: schedule.final } : {}),
    ...(schedule.warmup > 0 ? { WARMUP: schedule.warmup } : {}),
    ...(clip ? ('norm' in clip ? { CLIP_NORM: clip.norm } : { CLIP_VALUE: clip.value }) : {}),
    L2: l2,
  });
}

/** Its step size and settings, as constants of Python. */
function optimizerNumbers(optimizer: Optimizer): Record<string, number | string> {
  const { kind: _, stepSize: __, ...numbers } = optimizer;
  const named = Object.entries(numbers).map(([name, value]) => [pythonName(name).toUpperCase(), value]);
  return { STEP_SIZE: stepSizeText(optimizer), ...Object.fromEntries(named) };
}

/** One number, or a list with one for each layer. */
function stepSizeText({ stepSize }: Optimizer): string {
  return typeof stepSize === 'number' ? String(stepSize) : `[${stepSize.join(', ')}]`;
}

/** How the step size changes, if it does: `schedule(step)` is its factor. */
export function schedulePart({ schedule }: Training): string | undefined {
  if (!hasSchedule({ schedule })) return undefined;
  const isWarmed = schedule.warmup > 0;
  const factors = {
    constant: '1',
    step: `DECAY_FACTOR ** (${isWarmed ? '(step - WARMUP)' : 'step'} // DECAY_EVERY)`,
    cosine: `FINAL + (1 - FINAL) * 0.5 * (1 + np.cos(np.pi * ${isWarmed ? '(step - WARMUP) / (STEPS - WARMUP)' : 'step / STEPS'}))`,
  };
  return lines(
    'def schedule(step):',
    '    """What the step size is multiplied by."""',
    isWarmed && '    if step < WARMUP:\n        return (step + 1) / (WARMUP + 1)',
    `    return ${factors[schedule.kind]}`,
    '',
  );
}

export function hasSchedule({ schedule }: Pick<Training, 'schedule'>): boolean {
  return schedule.kind !== 'constant' || schedule.warmup > 0;
}

/** The code that bounds the gradients, if they are bounded. */
export function clipPart({ clip }: Training): string | undefined {
  if (!clip) return undefined;
  if ('value' in clip) {
    return `def clip(layers):
    for layer in layers:
        for gradient in layer.gradients.values():
            np.clip(gradient, -CLIP_VALUE, CLIP_VALUE, out=gradient)
`;
  }
  return `def clip(layers):
    gradients = [gradient for layer in layers for gradient in layer.gradients.values()]
    norm = np.sqrt(sum((gradient * gradient).sum() for gradient in gradients))
    factor = CLIP_NORM / (norm + 1e-6)
    if factor < 1 and np.isfinite(norm):
        for gradient in gradients:
            gradient *= factor
`;
}

/** Whether the rule needs the number of the step. */
export const needsTime = ({ kind }: Optimizer): boolean => OPTIMIZER_EXPORTS[kind].rule.includes('**t');

/** `update(layer, name, step_size, t)`: one step of one array of parameters, `t` counted from 1. */
export function updatePart({ experiment, uses }: ScriptPlan): string {
  const isWeight = uses.kinds ? "name in ('W', 'U')" : "name == 'W'";
  const { optimizer, l2 } = experiment.training;
  const { moments, rule, says } = OPTIMIZER_EXPORTS[optimizer.kind];
  return lines(
    `def update(layer, name, step_size${needsTime(optimizer) ? ', t' : ''}):`,
    indented(
      lines(
        `"""One step of ${says}, in place."""`,
        'x, g = getattr(layer, name), layer.gradients[name]',
        l2 > 0 && `if ${isWeight}:\n    g = g + L2 * x`,
        moments.length > 0 && `if not hasattr(layer, 'moments'):\n    layer.moments = {}`,
        moments.length === 1 && `${moments[0]} = layer.moments.setdefault(name, np.zeros_like(x))`,
        moments.length === 2 &&
          `${moments.join(', ')} = layer.moments.setdefault(name, (np.zeros_like(x), np.zeros_like(x)))`,
        rule.replace("name == 'W'", isWeight),
      ),
    ),
    '',
  );
}
