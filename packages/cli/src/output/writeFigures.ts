import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import type { Figure } from '../figures/figure.ts';
import { svgToPng } from '../render/rasterize.ts';
import { svgDocument } from '../render/svgDocument.ts';
import { svgText } from '../render/svgText.ts';

export interface FigureOptions {
  /** Writes a file, given its path and a function that makes its contents. */
  readonly write: (path: string, content: () => string | Uint8Array) => Promise<void>;
  /** Called once, with one line, if PNGs could not be drawn. */
  readonly note: (line: string) => void;
  /** When aborted, the figures that are not drawn yet are left out. */
  readonly signal: AbortSignal;
  /** Draws an SVG as a PNG; only a test takes another. */
  readonly toPng?: (svg: string) => Promise<Uint8Array>;
}

export interface WrittenFigures {
  /** The paths of the files that are not there: PNGs that could not be drawn, and figures left out. */
  readonly missing: readonly string[];
  /** The names of the figures left out. */
  readonly leftOut: readonly string[];
}

/**
 * Draws figures and has each written to `figures` in a folder, as SVG and as PNG. A PNG that cannot be drawn costs nothing
 * else: the figure has its SVG alone.
 */
export async function writeFigures(
  folder: string,
  figures: readonly Figure[],
  { write, note, signal, toPng = svgToPng }: FigureOptions,
): Promise<WrittenFigures> {
  const document = svgDocument();
  const [missing, leftOut]: [string[], string[]] = [[], []];
  let reason: unknown;
  for (const { name, draw } of figures) {
    const path = join(folder, 'figures', name);
    // Signals come in a turn of the event loop.
    await setImmediate();
    if (signal.aborted) {
      leftOut.push(name);
      continue;
    }
    const svg = svgText(draw({ document }));
    await write(`${path}.svg`, () => `${svg}\n`);
    const png = await toPng(svg).catch(error => {
      reason ??= error;
      missing.push(`${path}.png`);
    });
    if (png) await write(`${path}.png`, () => png);
  }
  if (missing.length > 0) note(missingText(missing.length, figures.length, reason));
  const unwritten = leftOut.flatMap(name =>
    ['svg', 'png'].map(type => join(folder, 'figures', `${name}.${type}`)),
  );
  return { missing: [...missing, ...unwritten], leftOut };
}

function missingText(missing: number, all: number, reason: unknown): string {
  const [first] = String(reason instanceof Error ? reason.message : reason).split('\n');
  return `figures: ${missing} of ${all} could not be drawn as PNG (${first}); each was saved as SVG`;
}
