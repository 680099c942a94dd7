import type { ImportedRun } from '../../log/importedRun.ts';
import { early, featuresOf, runSeries } from '../log/columns.ts';
import type { LogEvidence } from '../log/logEvidence.ts';
import { NORMALIZE, STANDARDIZE } from '../log/suggestion.ts';
import { standardize } from '../remedies/dataRemedies.ts';
import { batch, layer } from '../remedies/networkRemedies.ts';
import { adam } from '../remedies/trainingRemedies.ts';
import { thresholds } from '../thresholds.ts';
import { loggedScaleText, scaleFound, scaleInRun, scaleText } from './scale.ts';
import type { Found, SymptomRules } from './symptomRules.ts';

/** Inputs whose size holds the network back. */
export const badlyScaled: SymptomRules = {
  cause: 'inputScale',
  inRuns: {
    found: { data: evidence => scaleInRun('inputs', evidence) },
    text: scaleText,
    remedies: [standardize, batch, layer, adam],
  },
  inLogs: {
    found: { inputs: inLog },
    text: numbers => loggedScaleText(numbers, 'the inputs'),
    suggestions: [STANDARDIZE, NORMALIZE],
  },
};

/** Inputs far from size 1, far from 0, or of very different sizes, into a network that does not begin by normalizing them. */
function inLog({ run }: LogEvidence): Found | undefined {
  const [mean, deviation, least, most] = (['mean', 'std', 'least', 'most'] as const).map(name =>
    early(runSeries(run, `inputs_${name}`)),
  );
  const rms = Math.hypot(mean, deviation);
  if (Number.isNaN(rms) || startsNormalized(run)) return undefined;
  const limit = thresholds.inputScale.value;
  // Rows of unit length have small entries, and are as large as a network expects its inputs to be.
  const length = rms * Math.sqrt(featuresOf(run));
  const size = Math.max(rms / limit, length > 0 ? 1 / (length * limit) : 0);
  const offset = deviation > 0 ? Math.abs(mean) / deviation / limit : 0;
  // A nearly constant feature does no harm unless another one is large.
  const spread = most > SMALL ? most / least / thresholds.featureSpread.value : 0;
  return scaleFound([1, 1], Math.max(size, offset, spread || 0), {
    rms,
    largestDeviation: most,
    smallestDeviation: least,
    offset: offset * limit,
  });
}

/** A deviation no larger than what initializers are made for. */
const SMALL = 3;

function startsNormalized({ detail }: ImportedRun): boolean {
  return /norm/i.test(detail?.modules[0]?.kind ?? '');
}
