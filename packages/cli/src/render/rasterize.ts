import { createRequire } from 'node:module';
import { Resvg } from '@resvg/resvg-js';

const fonts = ['DejaVuSans.ttf', 'DejaVuSans-Bold.ttf'].map(file =>
  createRequire(import.meta.url).resolve(`dejavu-fonts-ttf/ttf/${file}`),
);

/**
 * Draws an SVG as a PNG, with the bundled DejaVu Sans for all text, so that every machine draws the same picture.
 *
 * @param svg a whole `<svg>` document with its namespace and size
 * @param options.scale pixels per unit of the SVG; default 2, which looks sharp on dense screens
 * @returns the bytes of a PNG file
 * @throws RangeError when `scale` is not in 0.1 … 16
 */
export function svgToPng(svg: string, { scale = 2 }: { readonly scale?: number } = {}): Uint8Array {
  if (!(scale >= 0.1 && scale <= 16)) throw new RangeError(`scale: expected 0.1 … 16, got ${scale}`);
  const family = 'DejaVu Sans';
  // Hard edges under the name that this renderer knows.
  const drawn = svg.replaceAll('image-rendering="pixelated"', 'image-rendering="optimizeSpeed"');
  return new Resvg(drawn, {
    fitTo: { mode: 'zoom', value: scale },
    font: { loadSystemFonts: false, fontFiles: fonts, defaultFontFamily: family, sansSerifFamily: family },
  })
    .render()
    .asPng();
}
