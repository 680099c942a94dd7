import { cos } from '../engine/math/cos.ts';
import { wholePower } from '../engine/math/wholePower.ts';

interface WarmUp {
  /** Steps in which the step size grows from near 0, before the schedule itself begins. */
  readonly warmup: number;
}

/** The same step size throughout. */
export interface ConstantSchedule extends WarmUp {
  readonly kind: 'constant';
}

/** A step size that is multiplied by `factor`, from 0 to 1, after `every` steps, again and again. */
export interface StepSchedule extends WarmUp {
  readonly kind: 'step';
  readonly every: number;
  readonly factor: number;
}

/** A step size that falls along half a cosine to the share `final`, from 0 to 1, of itself. */
export interface CosineSchedule extends WarmUp {
  readonly kind: 'cosine';
  readonly final: number;
}

export type ScheduleSettings = ConstantSchedule | StepSchedule | CosineSchedule;

/**
 * The factor of the step size at `step` of a run of `steps`: from 0 to 1.
 *
 * During warm-up `(step + 1) / (warmup + 1)`; after it, with t the steps since and T all of them,
 *
 * - constant: 1
 * - step: `factor^⌊t / every⌋`
 * - cosine: `final + (1 − final) (1 + cos(π t / T)) / 2`
 *
 * Source: PyTorch, `StepLR` and `CosineAnnealingLR`; Loshchilov and Hutter 2017, "SGDR", equation 5; Goyal et
 * al. 2017, section 2.2, for the warm-up.
 */
export function scheduleFactor(settings: ScheduleSettings, step: number, steps: number): number {
  const { warmup } = settings;
  if (step < warmup) return (step + 1) / (warmup + 1);
  switch (settings.kind) {
    case 'constant':
      return 1;
    case 'step':
      return wholePower(settings.factor, Math.floor((step - warmup) / settings.every));
    case 'cosine':
      return cosine(settings.final, (step - warmup) / (steps - warmup));
  }
}

function cosine(final: number, share: number): number {
  return final + (1 - final) * 0.5 * (1 + cos(Math.PI * share));
}
