import type { Evidence } from '../evidence.ts';
import { layerRange } from '../layerRange.ts';
import { GATE, INIT, NORMALIZE, ORTHOGONAL, SHORTER, SKIP, UNSQUASH } from '../log/suggestion.ts';
import { branchByDepth, preNorm, residualBlocks, reZero } from '../remedies/blockRemedies.ts';
import { batch, fewerLayers, init, layer, residual, toRelu, toTanh } from '../remedies/networkRemedies.ts';
import {
  forgetBiases,
  identityInTime,
  largeRadii,
  orthogonalInTime,
  toGru,
  toLstm,
  wholeSequence,
} from '../remedies/timeRemedies.ts';
import { adam, clip, noPenalty } from '../remedies/trainingRemedies.ts';
import { loggedSignalText, overDepth, overTime, signalOverDepth } from './loggedSignal.ts';
import { belowReference, gainOf, losesSignal, signalFound, signalText } from './signalAtStart.ts';
import { signalCauses } from './signalCauses.ts';
import { signalInTime } from './signalInTime.ts';
import type { Found, SymptomRules } from './symptomRules.ts';

/** A signal lost on its way to the first layer, beyond the loss in reference starts of these widths. */
export const vanishing: SymptomRules = {
  cause: (found, signal) => signalCauses(found, signal, -1),
  inRuns: {
    found: {
      signal: evidence => signalInTime(evidence, -1, 'atStart') ?? inRun(evidence),
      later: evidence => signalInTime(evidence, -1, 'later'),
    },
    text: signalText,
    remediesOverTime: [
      wholeSequence,
      ...forgetBiases,
      largeRadii,
      toLstm,
      toGru,
      orthogonalInTime,
      identityInTime,
      clip,
      adam,
    ],
    remedies: [
      residualBlocks,
      preNorm,
      init,
      batch,
      layer,
      residual,
      toRelu,
      toTanh,
      noPenalty,
      adam,
      fewerLayers,
      reZero,
      branchByDepth,
    ],
  },
  inLogs: {
    found: {
      time: evidence => overTime(evidence, 'vanishing'),
      depth: evidence => overDepth(evidence, 'vanishing'),
      signal: evidence => signalOverDepth(evidence, 'vanishing'),
    },
    text: loggedSignalText,
    suggestions: [INIT, NORMALIZE, SKIP, UNSQUASH, { text: 'take fewer layers' }],
    suggestionsOverTime: [GATE, ORTHOGONAL, SHORTER],
  },
};

function inRun(evidence: Evidence): Found | undefined {
  if (!losesSignal(evidence)) return undefined;
  const layers = layerRange(evidence.signal.map(layer => -gainOf(layer)));
  return signalFound(evidence, layers, belowReference(evidence));
}
