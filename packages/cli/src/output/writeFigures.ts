import { join } from 'node:path';
import type { Figure } from '../figures/figure.ts';
import { svgToPng } from '../render/rasterize.ts';
import { svgDocument } from '../render/svgDocument.ts';

/**
 * Draws figures and has each written to `figures` in a folder, as SVG and as PNG.
 *
 * @param write is given a file's path and how to make what is in it
 */
export async function writeFigures(
  folder: string,
  figures: readonly Figure[],
  write: (path: string, content: () => string | Uint8Array) => Promise<void>,
): Promise<void> {
  const document = svgDocument();
  for (const { name, draw } of figures) {
    const path = join(folder, 'figures', name);
    const svg = draw({ document }).outerHTML;
    await write(`${path}.svg`, () => `${svg}\n`);
    await write(`${path}.png`, () => svgToPng(svg));
  }
}
