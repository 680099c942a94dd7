import { percentText } from '../../text/shareText.ts';
import { valueText } from '../../text/valueText.ts';
import type { AttentionEvidence } from '../attentionEvidence.ts';
import type { Evidence } from '../evidence.ts';
import { early } from '../log/columns.ts';
import type { LogEvidence } from '../log/logEvidence.ts';
import { INIT, NORMALIZE } from '../log/suggestion.ts';
import { normalizedHeads, preNorm, residualBlocks } from '../remedies/blockRemedies.ts';
import { init } from '../remedies/networkRemedies.ts';
import { adam } from '../remedies/trainingRemedies.ts';
import { thresholds } from '../thresholds.ts';
import { gainsSignal } from './signalAtStart.ts';
import type { Found, Numbers, SymptomRules } from './symptomRules.ts';

const text = ({ entropy, distance }: Numbers): string =>
  distance === undefined
    ? `attention has at most ${percentText(entropy)} of the entropy of even attention: it looks at few positions`
    : `the positions of a sample differ from their mean by ${valueText(distance)} of their size: they are alike`;

/**
 * Attention that has collapsed before the first update: all positions are alike after it, so that their order and content
 * are lost, or its heads look at few positions, where softmax has little slope.
 *
 * Sources: Dong, Cordonnier & Loukas 2021, "Attention is not all you need"; Zhai et al. 2023, "Stabilizing transformer
 * training by preventing attention entropy collapse".
 */
export const attention: SymptomRules = {
  cause: ({ evidence }) => [{ kind: 'distance' in evidence ? 'rank' : 'logits', part: 1 }],
  inRuns: {
    found: { units: evidence => narrow(evidence) ?? alike(evidence) },
    text,
    remedies: [residualBlocks, normalizedHeads, init, preNorm, adam],
  },
  inLogs: {
    found: { start: inLog },
    text,
    suggestions: [{ text: 'normalize the queries and keys of each head' }, INIT, NORMALIZE],
  },
};

/** From the first to the last layer that is meant. */
const rangeOf = (layers: readonly AttentionEvidence[]): [number, number] => [
  layers[0].layer,
  layers.at(-1)!.layer,
];

/** Later layers than the first can also be narrow because of what comes in: then the signal explodes, and that is the fault. */
function narrow(evidence: Evidence): Found | undefined {
  const isNarrow = (layer: AttentionEvidence) => layer.entropy < thresholds.narrowAttention.value;
  const [first] = evidence.attention;
  const layers = evidence.attention.filter(isNarrow);
  if (layers.length === 0 || (!isNarrow(first) && gainsSignal(evidence))) return undefined;
  const entropy = Math.min(...layers.map(layer => layer.entropy));
  return { layers: rangeOf(layers), severity: 1 - entropy, evidence: { entropy } };
}

function alike({ attention }: Evidence): Found | undefined {
  const layers = attention.filter(layer => layer.distance < thresholds.tokensAlike.value);
  if (layers.length === 0) return undefined;
  const distance = Math.min(...layers.map(layer => layer.distance));
  return { layers: rangeOf(layers), severity: 1 - distance, evidence: { distance } };
}

/** The layers with such attention in the first row that has it; a log does not show the tokens. */
function inLog({ run: { detail, layers } }: LogEvidence): Found | undefined {
  const narrow = Object.entries(detail?.attentionEntropy ?? {}).flatMap(([module, series]) => {
    const entropy = early(series);
    const layer = layers.findIndex(({ name }) => name === module || name.startsWith(`${module}.`)) + 1;
    return entropy < thresholds.narrowAttention.value ? [{ layer, entropy }] : [];
  });
  if (narrow.length === 0) return undefined;
  const places = narrow.flatMap(({ layer }) => (layer > 0 ? [layer] : []));
  const entropy = Math.min(...narrow.map(one => one.entropy));
  return {
    layers: places.length > 0 ? [Math.min(...places), Math.max(...places)] : null,
    severity: 1 - entropy,
    evidence: { entropy },
  };
}
