import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const FAMILY = 'DejaVu Sans';
const FONTS = ['DejaVuSans.ttf', 'DejaVuSans-Bold.ttf'].map(file => `dejavu-fonts-ttf/ttf/${file}`);

/**
 * Draws an SVG as a PNG, with the bundled DejaVu Sans for all text, so that every machine draws the same picture.
 *
 * @param svg a whole `<svg>` document with its namespace and size
 * @param options.scale pixels per unit of the SVG; default 2, which looks sharp on dense screens
 * @returns the bytes of a PNG file
 * @throws RangeError if `scale` is not in 0.1 … 16; the renderer's own error if it is not installed or cannot draw `svg`
 */
export async function svgToPng(
  svg: string,
  { scale = 2 }: { readonly scale?: number } = {},
): Promise<Uint8Array> {
  if (!(scale >= 0.1 && scale <= 16)) throw new RangeError(`scale: expected 0.1 … 16, got ${scale}`);
  const draw = await renderer();
  // Hard edges under the name that this renderer knows.
  return draw(svg.replaceAll('image-rendering="pixelated"', 'image-rendering="optimizeSpeed"'), scale);
}

type Draw = (svg: string, scale: number) => Uint8Array;
let loading: Promise<Draw> | undefined;

/** Loaded once, at the first picture: WebAssembly, because a program for each system is often not installed. */
function renderer(): Promise<Draw> {
  loading ??= load();
  return loading;
}

async function load(): Promise<Draw> {
  const { initWasm, Resvg } = await import('@resvg/resvg-wasm');
  const bytesOf = (name: string) => readFileSync(createRequire(import.meta.url).resolve(name));
  await initWasm(bytesOf('@resvg/resvg-wasm/index_bg.wasm'));
  const font = { fontBuffers: FONTS.map(bytesOf), defaultFontFamily: FAMILY, sansSerifFamily: FAMILY };
  return (svg, value) => {
    const drawing = new Resvg(svg, { fitTo: { mode: 'zoom', value }, font });
    try {
      const picture = drawing.render();
      const png = picture.asPng();
      picture.free();
      return png;
    } finally {
      drawing.free();
    }
  };
}
