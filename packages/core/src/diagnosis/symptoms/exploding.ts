import { log } from '../../engine/math/log.ts';
import { ratioText } from '../../text/shareText.ts';
import type { Evidence } from '../evidence.ts';
import { layerRange } from '../layerRange.ts';
import type { LogEvidence } from '../log/logEvidence.ts';
import { CLIP, GATE, INIT, NORMALIZE, ORTHOGONAL, SHORTER, SMALLER_STEPS } from '../log/suggestion.ts';
import { branchByDepth, preNorm, residualBlocks, reZero } from '../remedies/blockRemedies.ts';
import { batch, init, layer } from '../remedies/networkRemedies.ts';
import { orthogonalInTime, shorter, toGru, toLstm } from '../remedies/timeRemedies.ts';
import { adam, clip, smallerSteps, warmUp } from '../remedies/trainingRemedies.ts';
import { loggedSignalText, overDepth, overTime, signalOverDepth } from './loggedSignal.ts';
import { aboveReference, gainOf, gainsSignal, signalFound, signalText } from './signalAtStart.ts';
import { signalCauses } from './signalCauses.ts';
import { signalInTime } from './signalInTime.ts';
import type { Found, SymptomRules } from './symptomRules.ts';

/** A signal, or outputs, that grow from layer to layer, beyond reference starts. */
export const exploding: SymptomRules = {
  cause: (found, signal) => signalCauses(found, signal, 1),
  inRuns: {
    found: {
      signal: evidence => signalInTime(evidence, 1, 'atStart') ?? inRun(evidence),
      later: evidence => signalInTime(evidence, 1, 'later'),
    },
    text: numbers =>
      'positions' in numbers
        ? signalText(numbers)
        : `${signalText(numbers)}; the first loss is ${ratioText(numbers.startLossOverBaseline)} that of the best constant answer`,
    remediesOverTime: [orthogonalInTime, clip, toGru, toLstm, shorter, ...smallerSteps, adam, warmUp],
    remedies: [
      preNorm,
      branchByDepth,
      init,
      reZero,
      batch,
      layer,
      clip,
      ...smallerSteps,
      adam,
      residualBlocks,
      warmUp,
    ],
  },
  inLogs: {
    found: {
      time: evidence => brokenInTime(evidence) ?? overTime(evidence, 'exploding'),
      depth: evidence => overDepth(evidence, 'exploding'),
      signal: evidence => signalOverDepth(evidence, 'exploding'),
    },
    text: loggedSignalText,
    suggestions: [INIT, NORMALIZE, CLIP, SMALLER_STEPS],
    suggestionsOverTime: [CLIP, GATE, ORTHOGONAL, SHORTER],
  },
};

function inRun(evidence: Evidence): Found | undefined {
  const { signal, startLoss, baseline } = evidence;
  if (!gainsSignal(evidence) || signal.length === 0) return undefined;
  const excess = Math.max(aboveReference(evidence), log(startLoss / baseline.loss));
  return signalFound(evidence, layerRange(signal.map(gainOf)), excess);
}

/** The first numbers to break were in something that is run once a time step: it grew from one to the next. */
function brokenInTime({ run: { detail, layers } }: LogEvidence): Found | undefined {
  const first = detail?.bad[0];
  const name = first?.what.startsWith('output ') ? first.what.slice('output '.length) : undefined;
  const module = detail?.modules.find(one => one.name === name);
  if (!first || !module || !(module.calls > 1 || module.sequence !== null)) return undefined;
  const own = module.name.split('>')[0];
  const layer = layers.findIndex(one => one.name === own || one.name.startsWith(`${own}.`)) + 1;
  const timeSteps = detail.time[own]?.columns ?? module.calls;
  return {
    axis: 'time',
    layers: layer > 0 ? [layer, layer] : null,
    timeSteps: [1, timeSteps],
    step: first.step,
    severity: 1,
    evidence: { lnFirstOverLast: Number.POSITIVE_INFINITY, timeSteps },
  };
}
