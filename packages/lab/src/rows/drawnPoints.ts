import type { Table } from 'gradscope';
import { quoted } from './quoted.ts';

/**
 * A point of a drawn class; its coordinates are thousandths, −1000 … 1000 across the plane, so that a link
 * keeps them exactly.
 */
export interface DrawnPoint {
  readonly x: number;
  readonly y: number;
  /** 0 … {@link DRAWN_CLASSES} − 1. */
  readonly label: number;
}

/** Half the plane's side, in thousandths. */
export const PLANE = 1000;
export const DRAWN_CLASSES = 6;
/** More points than this are too many for a link. */
export const MOST_LINKED = 200;

/** The file name of drawn points in an experiment. */
export const DRAWN_FILE = 'drawn.csv';

/** The points as a table: columns `x`, `y` and `class`. */
export function drawnTable(points: readonly DrawnPoint[]): Table {
  return [
    { name: 'x', width: 1, values: Float64Array.from(points, ({ x }) => x / PLANE) },
    { name: 'y', width: 1, values: Float64Array.from(points, ({ y }) => y / PLANE) },
    { name: 'class', width: 1, values: Float64Array.from(points, ({ label }) => label + 1) },
  ];
}

const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
/** Characters of a point: two digits of base 64 for each coordinate, and its class. */
const POINT = 5;

/** Five characters per point that need no escaping in an address. */
export function encodePoints(points: readonly DrawnPoint[]): string {
  return points.map(({ x, y, label }) => encodeNumber(x) + encodeNumber(y) + DIGITS[label]).join('');
}

/** @throws RangeError if the text is not an output of {@link encodePoints}, or holds more than 200 points */
export function decodePoints(text: string): DrawnPoint[] {
  const most = POINT * MOST_LINKED;
  if (text.length % POINT !== 0 || text.length > most) {
    throw new RangeError(
      `expected ${POINT} characters a point, at most ${most} together, got ${text.length} characters`,
    );
  }
  return Array.from({ length: text.length / POINT }, (_, i) => {
    const [x, y] = [decodeNumber(text, POINT * i), decodeNumber(text, POINT * i + 2)];
    const label = DIGITS.indexOf(text[POINT * i + 4]);
    const isPoint = Math.abs(x) <= PLANE && Math.abs(y) <= PLANE && label >= 0 && label < DRAWN_CLASSES;
    if (isPoint) return { x, y, label };
    throw new RangeError(
      `expected points of the plane, got ${quoted(text.slice(POINT * i, POINT * (i + 1)))}`,
    );
  });
}

function encodeNumber(value: number): string {
  const natural = value + PLANE;
  return DIGITS[natural >> 6] + DIGITS[natural & 63];
}

/** NaN if the text has no number there. */
function decodeNumber(text: string, at: number): number {
  const [high, low] = [DIGITS.indexOf(text[at]), DIGITS.indexOf(text[at + 1])];
  return high < 0 || low < 0 ? Number.NaN : 64 * high + low - PLANE;
}
