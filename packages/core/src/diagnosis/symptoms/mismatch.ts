import type { LoggedSeries } from '../../log/loggedSeries.ts';
import { countedText } from '../../text/countText.ts';
import { percentText } from '../../text/shareText.ts';
import type { Evidence } from '../evidence.ts';
import { columnOf, featuresOf, runSeries } from '../log/columns.ts';
import type { LogEvidence } from '../log/logEvidence.ts';
import { logThresholds } from '../log/logThresholds.ts';
import { isMismatch } from '../neighbours.ts';
import { targetsOf } from '../remedies/dataRemedies.ts';
import { thresholds } from '../thresholds.ts';
import type { Found, SymptomRules } from './symptomRules.ts';

/** Targets that the inputs predict no better than chance. */
export const mismatch: SymptomRules = {
  cause: 'targets',
  inRuns: {
    found: { targets: inRun },
    text: ({ neighbourScore, chance, chanceDeviation, targetShift }) =>
      `nearest neighbours predict ${percentText(neighbourScore)}, with the targets shuffled ${percentText(chance)} ± ${percentText(chanceDeviation)}${shiftText(targetShift)}`,
    // A network that memorizes such targets is not fixed.
    onlyRemedies: targetsOf,
  },
  inLogs: {
    found: { data: inLog },
    text: ({ neighbourScore, chanceDeviation }) =>
      `a sample’s nearest neighbours predict its target no better than chance: ${percentText(neighbourScore)} better, where shuffled targets give 0 % ± ${percentText(chanceDeviation)}`,
    suggestions: [
      {
        text: 'check that each target belongs to its input: shuffle both in one order, join tables by a key',
      },
      {
        text: 'if the targets are right, they are mostly noise to these inputs: look for inputs that say more',
      },
    ],
  },
};

function inRun({ neighbours, targetShift }: Evidence): Found | undefined {
  if (!isMismatch(neighbours)) return undefined;
  const { score, chance, deviation } = neighbours;
  return {
    severity: 1,
    evidence: {
      neighbourScore: score,
      chance,
      chanceDeviation: deviation,
      ...(targetShift !== null && { targetShift }),
    },
  };
}

function shiftText(shift: number | undefined): string {
  if (shift === undefined) return '';
  return `; they belong to the targets ${countedText(Math.abs(shift), 'row')} ${shift > 0 ? 'below' : 'above'}`;
}

/**
 * A sample's nearest neighbours predict its target no better than chance, and the network has not learned it
 * either. Says nothing of sequences and of inputs with many features, which have no near neighbours.
 */
function inLog({ run, progress }: LogEvidence): Found | undefined {
  if (!(progress.learned < thresholds.learned.value) || progress.steps < logThresholds.fewestSteps.value)
    return undefined;
  const isSequence = run.detail?.modules.some(({ sequence }) => sequence !== null);
  if (isSequence || featuresOf(run) > logThresholds.neighbourFeatures.value) return undefined;
  const [score, deviation, ties] = (['', '_deviation', '_ties'] as const).map(part =>
    latest(runSeries(run, `neighbours${part}`)),
  );
  if (!isMismatch({ score, chance: 0, deviation, ties })) return undefined;
  return { severity: 1, evidence: { neighbourScore: score, chance: 0, chanceDeviation: deviation } };
}

/** The last value, which is of the most samples; NaN if there is none. */
const latest = (series: LoggedSeries | undefined): number =>
  columnOf(series, 0).findLast(Number.isFinite) ?? Number.NaN;
