import { type Experiment, parseExperiment } from 'gradscope';
import { type DrawnPoint, decodePoints, encodePoints } from '../rows/drawnPoints.ts';
import { quoted } from '../rows/quoted.ts';
import type { Timeline } from '../session/protocol.ts';
import { forkComplaint } from '../session/timeline.ts';
import { DEFAULT_EXPERIMENT } from './defaultExperiment.ts';
import { decodeDocument, encodeDocument } from './urlDocument.ts';

/** Writes a value into an address and reads it back. `read` throws a RangeError with the expected rule. */
export interface UrlType<Value> {
  read(text: string): Value;
  write(value: Value): string;
}

export interface UrlField<Value> {
  readonly type: UrlType<Value>;
  readonly default: Value;
}

/** An integer from `from` to `to`. */
export function whole(from: number, to: number): UrlType<number> {
  return {
    read(text) {
      const value = /^\d{1,16}$/.test(text) ? Number(text) : Number.NaN;
      if (value >= from && value <= to) return value;
      throw new RangeError(`expected a whole number from ${from} to ${to}, got ${quoted(text)}`);
    },
    write: String,
  };
}

/** The empty text, or exactly `digits` lower-case hexadecimal digits. */
export function hexadecimal(digits: number): UrlType<string> {
  return {
    read(text) {
      if (text.length === digits && /^[0-9a-f]*$/.test(text)) return text;
      throw new RangeError(`expected ${digits} hexadecimal digits, got ${quoted(text)}`);
    },
    write: text => text,
  };
}

const points: UrlType<readonly DrawnPoint[]> = { read: decodePoints, write: encodePoints };

/** One of some names. */
export function oneOf<const Choice extends string>(...choices: readonly Choice[]): UrlType<Choice> {
  return {
    read(text) {
      const found = choices.find(choice => choice === text);
      if (found) return found;
      throw new RangeError(`expected ${choices.join(' or ')}, got ${quoted(text)}`);
    },
    write: choice => choice,
  };
}

/** Some of `names`, in the order of the address; `none` for an empty list. */
function someOf<const Name extends string>(...names: readonly Name[]): UrlType<readonly Name[]> {
  const name = oneOf(...names);
  return {
    read: text => (text === 'none' ? [] : text.split('.').map(part => name.read(part))),
    write: chosen => chosen.join('.') || 'none',
  };
}

/** The experiment and its forks as one document: a list of experiments, each with the step it starts at. */
export const timeline: UrlType<Timeline> = {
  read(text) {
    const document = decodeDocument(text);
    if (!Array.isArray(document) || document.length === 0) {
      throw new RangeError('expected a list of at least one experiment');
    }
    const stretches = document.map((entry: { from?: unknown; experiment?: unknown } | null) => ({
      from: entry?.from as number,
      experiment: parseExperiment(entry?.experiment),
    }));
    for (const [i, { from, experiment }] of stretches.entries()) requireOrder(stretches, i, from, experiment);
    return stretches as unknown as Timeline;
  },
  write: encodeDocument,
};

function requireOrder(
  stretches: readonly { readonly from: number; readonly experiment: Experiment }[],
  i: number,
  from: number,
  experiment: Experiment,
): void {
  const before = stretches[i - 1];
  const rule = before ? `a step from ${before.from + 1} to ${before.experiment.training.steps - 1}` : '0';
  const isInOrder = before
    ? Number.isInteger(from) && from > before.from && from < before.experiment.training.steps
    : from === 0;
  if (!isInOrder) throw new RangeError(`[${i}].from: expected ${rule}, got ${from}`);
  const complaint = before && forkComplaint(before.experiment, experiment, from);
  if (complaint) throw new RangeError(`[${i}].${complaint}`);
}

/** The views of the lab in their order. */
export const VIEW_NAMES = [
  'regions',
  'loss',
  'layers',
  'gradients',
  'heat',
  'ledger',
  'graph',
  'saturation',
  'activations',
  'updates',
  'weights',
  'others',
] as const;

export type ViewName = (typeof VIEW_NAMES)[number];

const LARGEST_STEP = 1_000_000_000;
const LARGEST_LAYER = 1_000_000;

export function field<Value>(type: UrlType<Value>, value: Value): UrlField<Value> {
  return { type, default: value };
}

/**
 * The fields of a page's address, each with its name, type and default. A field at its default is not
 * written.
 */
export const urlFields = {
  /** The experiments trained, each with the step it starts at. */
  run: field<Timeline>(timeline, [{ from: 0, experiment: DEFAULT_EXPERIMENT }]),
  /** The points that the user drew, if the experiment's data is drawn. */
  points: field<readonly DrawnPoint[]>(points, []),
  /** The id of the user's own rows in this browser; empty if the experiment uses none. */
  rows: field(hexadecimal(16), ''),
  /** The sweep of the served store that has the rows of the file; empty if none has. */
  sweep: field(hexadecimal(12), ''),
  /** The networks' step. Opening the address trains up to it. */
  step: field(whole(0, LARGEST_STEP), 0),
  /** Steps a second. */
  speed: field(oneOf('max', '1000', '100', '10', '1'), 'max'),
  /** The unfolded views. */
  open: field<readonly ViewName[]>(someOf(...VIEW_NAMES), ['regions', 'loss', 'layers', 'gradients']),
  /** The only view of an embedded page. */
  embed: field(oneOf('none', ...VIEW_NAMES), 'none'),
  measure: field(oneOf('grad_mean', 'grad_l1', 'grad_l2', 'grad_max', 'notebook_heuristic'), 'grad_mean'),
  gradientScale: field(oneOf('log', 'linear'), 'log'),
  lossScale: field(oneOf('linear', 'log'), 'linear'),
  /** Shared or separate ranges for the figures of several networks. */
  ranges: field(oneOf('shared', 'own'), 'shared'),
  /**
   * The layer whose neurons the plane shows, or 0 for the network's answers; and the neuron, or 0 for all.
   */
  layer: field(whole(0, LARGEST_LAYER), 0),
  neuron: field(whole(0, LARGEST_LAYER), 0),
} as const;
