import { countText, listText, powerOfTenths, type RecordedRun } from 'gradscope';
import { decadesOf, type Ledger, type LedgerPart, readLedger } from './ledger.ts';

/** A change below this rounds to nothing. */
const least = 0.05;

/** The parts with their articles; the slope belongs to the activation, if there is one. */
function nameOf(part: LedgerPart, run: RecordedRun): string {
  const hidden = (run.layers ?? []).slice(0, -1);
  // The slope of a layer of another kind is not that of an activation, but of gates or of attention.
  const isActivations = hidden.every(({ of }) => of === undefined);
  const [only, ...others] = new Set(hidden.map(({ activation }) => activation.kind));
  if (part === 'slope' && only && others.length === 0 && isActivations) return `the ${only}’s slope`;
  if (part === 'skip') return 'the skip connections';
  return part === 'dropout' || part === 'normalization' ? part : `the ${part}`;
}

/** `10⁻⁵·¹ in the slope and 10⁻¹·³ in the weights`, the largest first. */
const spokenParts = (parts: readonly (readonly [LedgerPart, number])[], run: RecordedRun): string =>
  [...parts]
    .sort(([, a], [, b]) => Math.abs(b) - Math.abs(a))
    .map(([part, decades]) => `${powerOfTenths(decades)} in ${nameOf(part, run)}`)
    .join(', ');

/** The change of the signal over the layers where it could be followed. */
function changeWords({ layers, parts }: Ledger, run: RecordedRun): string[] {
  if (layers.length === 0) return [];
  const [first, last] = [layers[0].layer, layers.at(-1)!.layer];
  const place =
    first === last ? `layer ${countText(first)}` : `layers ${countText(first)}→${countText(last)}`;
  const total = decadesOf(layers);
  const changes = parts.map(part => [part, decadesOf(layers, part)] as const);
  const losses = changes.filter(([, decades]) => decades <= -least);
  const gains = changes.filter(([, decades]) => decades >= least);
  if (losses.length + gains.length === 0) return [`${place} kept the signal as it was`];
  const [lost, gained] = [spokenParts(losses, run), spokenParts(gains, run)];
  if (Math.abs(total) < least) {
    return [`${place} kept the signal’s norm: ${listText([lost, gained].filter(Boolean))}`];
  }
  const [own, other] = total < 0 ? [lost, gained] : [gained, lost];
  const against = other ? `, against ${other}` : '';
  return [`${place} ${total < 0 ? 'lost' : 'gained'} ${powerOfTenths(total)}: ${own}${against}`];
}

const endings = {
  zero: 'became exactly 0',
  underflow: 'underflowed to 0',
  broken: 'became NaN or infinite',
} as const;

/** The place and kind of the signal's end. */
function endWords({ end }: Ledger, run: RecordedRun): string[] {
  if (!end) return [];
  if (!end.part) return [`the signal ${endings[end.kind]} already at the output`];
  return [`at layer ${countText(end.layer)} the signal ${endings[end.kind]} in ${nameOf(end.part, run)}`];
}

/**
 * Describes where the signal was lost on its way from the output to the input: `layers 9→1 lost 10⁻⁶·⁴:
 * 10⁻⁵·¹ in the sigmoid’s slope, 10⁻¹·³ in the
 * weights`.
 *
 * Each power is rounded to a tenth of a decade by itself.
 *
 * @param step a recorded step; by default the last
 * @throws RangeError if the run did not record the ledger, or has no hidden layer
 */
export function ledgerSentence(run: RecordedRun, step?: number): string {
  const ledger = readLedger(run, step);
  return [...changeWords(ledger, run), ...endWords(ledger, run)].join('; ');
}
