import {
  countText,
  describeVerdict,
  factorText,
  percentText,
  type RemedyProof,
  rangeText,
  steadyText,
  type Verdict,
} from 'gradscope';
import { alignedTable } from '../terminal/alignedTable.ts';

const REMEDY_HEAD = ['remedy', 'proven', 'runs that train', 'at 95 %', 'steps', 'first gradient'];
const SIGNAL_HEAD = ['layer', 'factor', 'theory', 'a network that trains', 'other starts'];
/** With more layers than this the table shows only evenly spaced ones. */
const MOST_LAYERS = 12;

/**
 * The text for people: for each network the verdict in words, then the table of the signal, then the remedies
 * that were tried.
 */
export function diagnosisText(verdicts: readonly Verdict[]): string {
  return verdicts.map(networkText).join('\n');
}

function networkText(verdict: Verdict): string {
  const { healthy, remedies } = verdict;
  const lines = [
    ...describeVerdict(verdict),
    ...(healthy ? [] : signalTable(verdict)),
    ...(remedies.length > 0 ? ['', ...alignedTable([REMEDY_HEAD, ...remedies.map(remedyRow)], [0])] : []),
    ...(verdict.partial ? ['', 'Stopped before it was done: this is what is known so far.'] : []),
  ];
  return `${lines.join('\n')}\n`;
}

/** ‖δ[l]‖ / ‖δ[l+1]‖ before the first update. */
function signalTable({ evidence: { signal } }: Verdict): string[] {
  if (signal.length === 0) return [];
  // A layer that gets no gradient from above has no factor.
  const known = signal.filter(({ factor }) => !Number.isNaN(factor));
  if (known.length === 0) return ['', 'No gradient reaches the hidden layers at the start.'];
  const apart = Math.max(1, Math.ceil(known.length / MOST_LAYERS));
  const rows = known
    .filter((_, l) => l % apart === 0)
    .map(({ layer, factor, predicted, reference, starts }) => [
      String(layer),
      steadyText(factor),
      knownText(predicted, steadyText),
      rangeText([Math.exp(reference.low), Math.exp(reference.high)]),
      knownText(starts, rangeText),
    ]);
  return [
    '',
    'What becomes of the gradient from layer l + 1 to l, at the start:',
    ...alignedTable([SIGNAL_HEAD, ...rows]),
  ];
}

/** Nothing for what is not known. */
function knownText<Value extends number | readonly number[]>(
  value: Value,
  text: (value: Value) => string,
): string {
  return [value].flat().some(one => Number.isNaN(one)) ? '' : text(value);
}

function remedyRow({
  change,
  proven,
  trained,
  runs,
  interval,
  steps,
  firstGradientChange,
}: RemedyProof): string[] {
  return [
    change.text,
    proven ? 'yes' : 'no',
    `${trained} of ${runs}`,
    `${percentText(interval[0])} to ${percentText(interval[1])}`,
    steps === null ? '' : countText(steps),
    Number.isFinite(firstGradientChange) ? factorText(firstGradientChange) : '',
  ];
}
