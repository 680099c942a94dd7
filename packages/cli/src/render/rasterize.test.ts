import { inflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { svgToPng } from './rasterize.ts';
import { svgDocument } from './svgDocument.ts';

/** How often a chunk of image data holds something other than white paper: bytes of scanlines that are not all one value. */
function inkedBytes(png: Uint8Array): number {
  const bytes = Buffer.from(png);
  const parts: Buffer[] = [];
  for (let at = 8; at < bytes.length; at += 12 + bytes.readUInt32BE(at)) {
    if (bytes.toString('latin1', at + 4, at + 8) === 'IDAT')
      parts.push(bytes.subarray(at + 8, at + 8 + bytes.readUInt32BE(at)));
  }
  return inflateSync(Buffer.concat(parts)).filter(byte => byte !== 0 && byte !== 255).length;
}

const sheet = (content: string) =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="120" height="40"><rect width="120" height="40" fill="#fff"/>${content}</svg>`;
const words = (weight: string, text: string) =>
  sheet(
    `<text x="5" y="25" font-family="system-ui, sans-serif" font-size="16" font-weight="${weight}">${text}</text>`,
  );

describe('svgToPng', () => {
  it.each(['normal', 'bold'])(
    'draws %s text, which vanishes silently where no font is found',
    async weight => {
      const blank = inkedBytes(await svgToPng(sheet('')));
      expect(inkedBytes(await svgToPng(words(weight, 'layer 1')))).toBeGreaterThan(blank + 300);
    },
  );

  it('has its own glyph for each sign of a formula', async () => {
    const signs = [...'Σ∂‖′φ−⁻¹²³⁰ˣ₁₂·…'];
    const pictures = await Promise.all(signs.map(sign => svgToPng(words('normal', sign))));
    expect(new Set(pictures.map(png => Buffer.from(png).toString('base64'))).size).toBe(signs.length);
  });

  it('gives the same bytes each time, scaled as asked', async () => {
    const once = await svgToPng(words('bold', 'x'), { scale: 3 });
    const again = await svgToPng(words('bold', 'x'), { scale: 3 });
    expect(Buffer.compare(once, again)).toBe(0);
    expect([16, 20].map(at => Buffer.from(once).readUInt32BE(at))).toEqual([360, 120]);
  });

  it('draws on after something that is no SVG', async () => {
    await expect(svgToPng('<p>')).rejects.toThrow();
    expect(inkedBytes(await svgToPng(words('normal', 'x')))).toBeGreaterThan(0);
  });

  it.each([0, 100, Number.NaN])('refuses a scale of %d', async scale => {
    await expect(svgToPng(sheet(''), { scale })).rejects.toThrow(`scale: expected 0.1 … 16, got ${scale}`);
  });
});

describe('svgDocument', () => {
  it('makes elements that print as XML', () => {
    const node = svgDocument().createElementNS('http://www.w3.org/2000/svg', 'text');
    node.setAttribute('viewBox', '0 0 1 1');
    node.textContent = 'a < b & c';
    expect(node.outerHTML).toBe('<text viewBox="0 0 1 1">a &lt; b &amp; c</text>');
  });
});
