import type { ImportedRun, LoggedSeries, RunDetail } from 'gradscope';
import { mayBeTied } from './layerRank.ts';
import { mapOffer } from './mapOffer.ts';
import type { TagUse } from './tagUse.ts';

interface Known extends Pick<ImportedRun, 'layers' | 'series'> {
  readonly lossParts: readonly string[];
  readonly dominantPart: string | undefined;
  readonly isOrderKnown: boolean;
  readonly uses: readonly TagUse[];
  readonly detail: RunDetail | undefined;
}

const MOST_NAMED = 4;

/** Notes on how the log was read, for a reader of the verdict, a sentence each. */
export function runNotes(known: Known): string[] {
  return [
    ...lossNotes(known),
    ...orderNotes(known),
    ...tiedNotes(known),
    ...frozenNotes(known),
    ...loraNotes(known),
    ...timeNotes(known),
    ...unreadNotes(known),
  ];
}

function lossNotes({ lossParts, dominantPart }: Known): string[] {
  if (dominantPart !== undefined)
    return [`${dominantPart} counts as the loss: the other parts are small beside it.`];
  if (lossParts.length === 0) return [];
  return [
    `No loss was found: ${named(lossParts)} are parts of one, and none is nearly all of it. Log their sum as loss, or name one with --map 'NAME=loss'.`,
  ];
}

function orderNotes({ isOrderKnown, layers }: Known): string[] {
  if (isOrderKnown) return [];
  const names = layers.map(({ name }) => name);
  return [
    `The order of the layers is not known: they were logged by the alphabet. Name them from input to output with --layers ${names.slice(0, MOST_NAMED).join(',')}${names.length > MOST_NAMED ? ',…' : ''}`,
  ];
}

const GRADIENTS = ['grad_l2', 'grad_mean', 'grad_max', 'grad_l1'] as const;

/** Two names for one matrix have the same gradient, number for number. */
function tiedNotes({ layers, series }: Known): string[] {
  const logged = GRADIENTS.map(name => series[name]).find(Boolean);
  if (!logged || logged.step.length < 2) return [];
  const byValues = new Map<string, string[]>();
  for (const [l, { name }] of layers.entries()) {
    const values = columnOf(logged, l);
    if (values.every(value => !(value > 0))) continue;
    const key = values.join(' ');
    byValues.set(key, [...(byValues.get(key) ?? []), name]);
  }
  return [...byValues.values()].flatMap(names => {
    const [first, ...others] = names;
    const other = others.find(name => mayBeTied(first, name));
    return other
      ? [`${first} and ${other} are one matrix: its gradient is the sum of what both places give.`]
      : [];
  });
}

const columnOf = ({ columns, values, step }: LoggedSeries, column: number): number[] =>
  Array.from(step, (_, row) => values[row * columns + column]);

/** Frozen parameters have no gradient, which is no fault. */
function frozenNotes({ layers, series, detail }: Known): string[] {
  const frozen = detail?.parameters.filter(one => one.frozen).map(({ name }) => name) ?? [];
  if (frozen.length > 0) return [`Frozen, and left out: ${named(frozen)}.`];
  const logged = GRADIENTS.map(name => series[name]).find(Boolean);
  if (!logged || detail) return [];
  const without = layers.filter((_, l) => columnOf(logged, l).every(Number.isNaN)).map(({ name }) => name);
  if (without.length === 0 || without.length === layers.length) return [];
  return [`No gradient was logged for ${named(without)}: frozen, or left out by the program.`];
}

function loraNotes({ layers }: Known): string[] {
  const adapters = layers.filter(({ name }) => /lora_(?:embedding_)?B$/.test(name));
  if (adapters.length === 0) return [];
  return [
    `${adapters.length} layers are adapters (LoRA): their B is shown. The A, whose gradient is 0 until B has moved, is set aside.`,
  ];
}

const RECURRENT = /(?:^|[./])weight_hh_l\d/;

/**
 * Gradients by layer are sums over the time steps, so that they do not show one that vanishes on its way
 * through them.
 */
function timeNotes({ layers, detail }: Known): string[] {
  const own = layers.filter(({ name }) => RECURRENT.test(name));
  if (own.length === 0 || Object.keys(detail?.time ?? {}).length > 0) return [];
  return [
    `${named(own.map(({ name }) => name))} are recurrent: how the gradient goes through time is not in this log. \`gradscope logger pytorch\` writes a logger that has it.`,
  ];
}

/**
 * Numbers under the names of parameters may be gradients or weights: the note offers a rule to read them
 * instead of guessing.
 */
function unreadNotes({ uses }: Known): string[] {
  const offers = mapOffer(uses);
  if (offers.length === 0) return [];
  const options = offers.map(offer => `--map '${offer}'`).join(' ');
  return [
    `Columns that may be gradients were not read. If they are: ${options} (grad_mean is the mean size, grad_l2 the norm; weight_l2 the norm of weights).`,
  ];
}

function named(names: readonly string[]): string {
  const more = names.length > MOST_NAMED ? ` and ${names.length - MOST_NAMED} more` : '';
  return `${names.slice(0, MOST_NAMED).join(', ')}${more}`;
}
