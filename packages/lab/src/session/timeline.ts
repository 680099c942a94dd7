import type { Experiment, NetworkSettings } from 'gradscope';
import type { Stretch, Timeline } from './protocol.ts';

/** The experiment of the last stretch. */
export function lastOf(timeline: Timeline): Experiment {
  return timeline.at(-1)!.experiment;
}

/** The last step of a timeline. */
export function stepsOf(timeline: Timeline): number {
  return lastOf(timeline).training.steps;
}

/** The timeline up to `step`, followed by `experiment`. */
export function forkAt(timeline: Timeline, step: number, experiment: Experiment): Timeline {
  const [first, ...others] = timeline.filter(({ from }) => from < step) as [Stretch, ...Stretch[]];
  return step === 0 ? [{ from: 0, experiment }] : [first, ...others, { from: step, experiment }];
}

/**
 * Why a run of `before` cannot go on under `after` from `step`: the parameters would not fit, the recorded
 * columns would change, or the data would. Undefined if it can.
 */
export function forkComplaint(before: Experiment, after: Experiment, step: number): string | undefined {
  const changed = (['seed', 'data', 'precision'] as const).find(key => !same(before[key], after[key]));
  if (changed) return `fork: expected the same ${changed} as before, got another`;
  const [old, now] = [before.networks, after.networks];
  if (old.length !== now.length) return `fork: expected ${old.length} networks, as before, got ${now.length}`;
  const misfit = old.find((network, i) => !same(shapeOf(network), shapeOf(now[i])));
  if (misfit) return `fork: expected the name and the parameters of ${misfit.name} as they are, got others`;
  if (!same(columnsRecorded(before), columnsRecorded(after)))
    return 'fork: expected the same probes as before, got others';
  const end = before.training.steps;
  if (step >= end) return `fork: expected a step before the end, ${end}, got ${step}`;
  const { steps } = after.training;
  return steps > step ? undefined : `fork: expected more than ${step} training steps, got ${steps}`;
}

/** The settings that determine the shapes of a network's parameters. */
function shapeOf({ hidden, activation, normalization, residual, bias, name }: NetworkSettings) {
  const layers = hidden.map(layer => {
    const given = typeof layer === 'number' ? { width: layer } : layer;
    const { width, activation: own = activation, normalization: norm, residual: skip } = given;
    return {
      width,
      norm,
      skip,
      pieces: own.kind === 'maxout' ? own.pieces : 1,
      learnsSlope: own.kind === 'prelu',
    };
  });
  return { name, normalization, residual, bias, layers };
}

function columnsRecorded({ record: { probes } }: Experiment): readonly string[] {
  return [...new Set(probes)].filter(probe => probe !== 'loss').sort();
}

/** True if two plain documents are equal. */
export function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
