import { activationOf, slope } from '../../network/activation/index.ts';
import type { LayerSettings } from '../../network/layerSettings.ts';
import { percentText } from '../../text/shareText.ts';
import type { Evidence } from '../evidence.ts';
import { rangeWhere } from '../layerRange.ts';
import type { LogEvidence } from '../log/logEvidence.ts';
import { INIT, NORMALIZE, SMALLER_STEPS, STANDARDIZE } from '../log/suggestion.ts';
import { standardize } from '../remedies/dataRemedies.ts';
import { batch, init, layer } from '../remedies/networkRemedies.ts';
import { adam, smallerSteps } from '../remedies/trainingRemedies.ts';
import { thresholds } from '../thresholds.ts';
import { firstStepOf, overThreshold, unitsFound } from './loggedUnits.ts';
import type { Found, Numbers, SymptomRules } from './symptomRules.ts';
import { unitCause } from './unitCause.ts';

const text = ({ largestShare }: Numbers): string =>
  `up to ${percentText(largestShare)} of a layer’s values are in the flat part of the activation`;

/** Values at the flat ends of bounded activations: at the start, before their effect on the signal, or later. */
export const saturated: SymptomRules = {
  cause: unitCause,
  inRuns: {
    found: { units: evidence => before(1, inRun(evidence)), later: inRun },
    text,
    remedies: [init, standardize, ...smallerSteps, batch, layer, adam],
  },
  inLogs: {
    found: { units: evidence => before(firstStepOf(evidence) + 1, inLog(evidence)), later: inLog },
    text,
    suggestions: [INIT, STANDARDIZE, SMALLER_STEPS, NORMALIZE],
  },
};

/** What was found, if it was so before a step. */
const before = (step: number, found: Found | undefined): Found | undefined =>
  found && found.step! < step ? found : undefined;

function inRun({ course, layers }: Evidence): Found | undefined {
  const isOver = (share: number, l: number) => share > thresholds.saturated.value && isBounded(layers[l]);
  const row = course.saturated.findIndex(shares => shares.some(isOver));
  if (row < 0) return undefined;
  const shares = course.saturated[row];
  const largest = Math.max(...shares.filter(isOver));
  return unitsFound({ step: course.step[row], range: rangeWhere(shares, isOver)!, largest });
}

/** Far from 0, where a bounded activation has no slope on either side. */
const FAR = 1e4;

function isBounded({ activation }: LayerSettings): boolean {
  if (activation.kind === 'maxout' || activation.kind === 'softmax') return false;
  const unit = activationOf(activation);
  const flat = 1e-6 * unit.largestSlope;
  return [-FAR, FAR].every(z => Math.abs(slope(unit, z)) < flat);
}

function inLog({ run: { series, layers } }: LogEvidence): Found | undefined {
  const isBounded = (l: number) => !UNBOUNDED.test(layers[l]?.activation ?? '');
  const over = overThreshold(series.saturated, thresholds.saturated.value, isBounded);
  return over && unitsFound(over);
}

/** Activations that are flat on at most one side: values there are off, which is `dead`. */
const UNBOUNDED = /relu|elu|silu|swish|mish|softplus/i;
