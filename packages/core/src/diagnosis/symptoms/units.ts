import { activationOf, slope } from '../../network/activation/index.ts';
import type { LayerSettings } from '../../network/layerSettings.ts';
import type { Evidence } from '../evidence.ts';
import { rangeWhere } from '../layerRange.ts';
import type { Symptom } from '../symptom.ts';
import { thresholds } from '../thresholds.ts';

/** Units of a layer that are identical, at the start and at the end: they learn the same. */
export function symmetric({ distinct, layers }: Evidence): Symptom[] {
  const range = rangeWhere(distinct.slice(0, -1), (share, l) => share < 1 && layers[l].width > 1);
  if (!range) return [];
  const share = Math.min(...distinct.slice(range[0] - 1, range[1]));
  return [
    { kind: 'symmetric', layers: range, step: 0, severity: 1 - share, evidence: { distinctUnits: share } },
  ];
}

/** Units that are off on all data: at the start, or later. */
export function dead({ course, referenceDead }: Evidence): Symptom[] {
  const limitOf = (l: number) => referenceDead[l] + (1 - referenceDead[l]) * thresholds.dead.value;
  const row = course.dead.findIndex(shares => shares.some((share, l) => share > limitOf(l)));
  if (row < 0) return [];
  const shares = course.dead[row];
  const [first, last] = rangeWhere(shares, (share, l) => share > limitOf(l))!;
  // Above a wholly dead layer nothing depends on the data any more: that is why units there are dead.
  const blocked = shares.findIndex((share, l) => l >= first - 1 && share === 1) + 1;
  return [
    {
      kind: 'dead',
      layers: [first, blocked > 0 ? Math.min(blocked, last) : last],
      step: course.step[row],
      severity: Math.max(...shares),
      evidence: { largestShare: Math.max(...shares), referenceShare: Math.max(...referenceDead) },
    },
  ];
}

/** Values at the flat ends of bounded activations: at the start, or later. */
export function saturated({ course, layers }: Evidence): Symptom[] {
  const isOver = (share: number, l: number) => share > thresholds.saturated.value && isBounded(layers[l]);
  const row = course.saturated.findIndex(shares => shares.some(isOver));
  if (row < 0) return [];
  const shares = course.saturated[row];
  const range = rangeWhere(shares, isOver)!;
  const largest = Math.max(...shares.filter(isOver));
  return [
    {
      kind: 'saturated',
      layers: range,
      step: course.step[row],
      severity: largest,
      evidence: { largestShare: largest },
    },
  ];
}

/** Far from 0, where a bounded activation has no slope on either side. */
const FAR = 1e4;

function isBounded({ activation }: LayerSettings): boolean {
  if (activation.kind === 'maxout' || activation.kind === 'softmax') return false;
  const unit = activationOf(activation);
  const flat = 1e-6 * unit.largestSlope;
  return [-FAR, FAR].every(z => Math.abs(slope(unit, z)) < flat);
}
