import { type Experiment, parseExperiment } from 'gradscope';
import { type DrawnPoint, decodePoints, encodePoints } from '../data/drawnPoints.ts';
import type { Timeline } from '../session/protocol.ts';
import { forkComplaint } from '../session/timeline.ts';
import { DEFAULT_EXPERIMENT } from './defaultExperiment.ts';
import { quoted } from './quoted.ts';
import { decodeDocument, encodeDocument } from './urlDocument.ts';

/** How one value is written into an address and read from it; `read` throws a RangeError that says what was expected. */
export interface UrlType<Value> {
  read(text: string): Value;
  write(value: Value): string;
}

export interface UrlField<Value> {
  readonly type: UrlType<Value>;
  readonly default: Value;
}

/** A whole number within bounds. */
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

/** So many digits, in lower case; or nothing. */
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

/** The experiment and its forks, as one document: a list of what was trained by from which step on. */
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
] as const;

export type ViewName = (typeof VIEW_NAMES)[number];

const LARGEST_STEP = 1_000_000_000;
const LARGEST_LAYER = 1_000_000;

export function field<Value>(type: UrlType<Value>, value: Value): UrlField<Value> {
  return { type, default: value };
}

/** All that the address of a page holds: name, type and default. What is at its default is not written. */
export const urlFields = {
  /** What is trained, by which steps. */
  run: field<Timeline>(timeline, [{ from: 0, experiment: DEFAULT_EXPERIMENT }]),
  /** The points that the user drew, where the experiment's data is them. */
  points: field<readonly DrawnPoint[]>(points, []),
  /** Under which name this browser keeps the rows of the user's own file; empty if there is none. */
  rows: field(hexadecimal(16), ''),
  /** The sweep of the served store that the rows of the file are of; empty if they are of none. */
  sweep: field(hexadecimal(12), ''),
  /** Where the networks stand: opening the address trains up to there. */
  step: field(whole(0, LARGEST_STEP), 0),
  /** Steps a second. */
  speed: field(oneOf('max', '1000', '100', '10', '1'), 'max'),
  /** Views that are unfolded. */
  open: field<readonly ViewName[]>(someOf(...VIEW_NAMES), ['regions', 'loss', 'layers', 'gradients']),
  /** The only view of a page that is part of another. */
  embed: field(oneOf('none', ...VIEW_NAMES), 'none'),
  measure: field(oneOf('grad_mean', 'grad_l1', 'grad_l2', 'grad_max', 'notebook_heuristic'), 'grad_mean'),
  gradientScale: field(oneOf('log', 'linear'), 'log'),
  lossScale: field(oneOf('linear', 'log'), 'linear'),
  /** Whether figures of several networks have one range, or each its own. */
  ranges: field(oneOf('shared', 'own'), 'shared'),
  /** Of which layer the plane shows the neurons; 0 for what the network answers. And which of them; 0 for all. */
  layer: field(whole(0, LARGEST_LAYER), 0),
  neuron: field(whole(0, LARGEST_LAYER), 0),
} as const;
