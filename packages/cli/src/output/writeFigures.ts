import { join } from 'node:path';
import type { Figure } from '../figures/figure.ts';
import { svgToPng } from '../render/rasterize.ts';
import { svgDocument } from '../render/svgDocument.ts';
import { svgText } from '../render/svgText.ts';

export interface FigureOptions {
  /** Writes a file, given its path and how to make what is in it. */
  readonly write: (path: string, content: () => string | Uint8Array) => Promise<void>;
  /** Told once, in one line, if PNGs could not be drawn. */
  readonly note: (line: string) => void;
  /** Draws an SVG as a PNG; only a test takes another. */
  readonly toPng?: (svg: string) => Promise<Uint8Array>;
}

/**
 * Draws figures and has each written to `figures` in a folder, as SVG and as PNG. A PNG that cannot be drawn costs nothing
 * else: the figure has its SVG alone.
 *
 * @returns the paths of the PNGs that could not be drawn
 */
export async function writeFigures(
  folder: string,
  figures: readonly Figure[],
  { write, note, toPng = svgToPng }: FigureOptions,
): Promise<string[]> {
  const document = svgDocument();
  const missing: string[] = [];
  let reason: unknown;
  for (const { name, draw } of figures) {
    const path = join(folder, 'figures', name);
    const svg = svgText(draw({ document }));
    await write(`${path}.svg`, () => `${svg}\n`);
    const png = await toPng(svg).catch(error => {
      reason ??= error;
      missing.push(`${path}.png`);
    });
    if (png) await write(`${path}.png`, () => png);
  }
  if (missing.length > 0) note(missingText(missing.length, figures.length, reason));
  return missing;
}

function missingText(missing: number, all: number, reason: unknown): string {
  const [first] = String(reason instanceof Error ? reason.message : reason).split('\n');
  return `figures: ${missing} of ${all} could not be drawn as PNG (${first}); each was saved as SVG`;
}
