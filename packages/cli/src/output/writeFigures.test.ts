import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Figure } from '../figures/figure.ts';
import { writeFigures } from './writeFigures.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'gradscope-figures-'));
  mkdirSync(join(folder, 'figures'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const figures = ['a', 'b', 'c'].map(
  name =>
    ({
      name,
      draw: ({ document }: { document: Document }) => {
        const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
        svg.setAttribute('id', name);
        return svg;
      },
    }) as unknown as Figure,
);

it('without a renderer every SVG is written, and one line says so', async () => {
  const [notes, written] = [[] as string[], {} as Record<string, string | Uint8Array>];
  const { missing, leftOut } = await writeFigures(folder, figures, {
    signal: new AbortController().signal,
    write: async (path, content) => {
      written[path] = content();
    },
    note: line => notes.push(line),
    toPng: async svg => {
      if (svg.includes('id="b"')) return new Uint8Array([137]);
      throw new Error("Cannot find module '@resvg/resvg-wasm'\nRequire stack: …");
    },
  });
  expect(notes).toEqual([
    "figures: 2 of 3 could not be drawn as PNG (Cannot find module '@resvg/resvg-wasm'); each was saved as SVG",
  ]);
  const at = (file: string) => join(folder, 'figures', file);
  expect({ missing, leftOut }).toEqual({ missing: [at('a.png'), at('c.png')], leftOut: [] });
  expect(Object.keys(written)).toEqual(['a.svg', 'b.svg', 'b.png', 'c.svg'].map(at));
});

it('when interrupted, the figure at work is finished and the others are left out', async () => {
  const [controller, written] = [new AbortController(), [] as string[]];
  const { missing, leftOut } = await writeFigures(folder, figures, {
    signal: controller.signal,
    write: async path => {
      written.push(path);
      controller.abort();
    },
    note: line => expect.unreachable(line),
    toPng: async () => new Uint8Array([137]),
  });
  const at = (file: string) => join(folder, 'figures', file);
  expect(written).toEqual(['a.svg', 'a.png'].map(at));
  expect({ missing, leftOut }).toEqual({
    missing: ['b.svg', 'b.png', 'c.svg', 'c.png'].map(at),
    leftOut: ['b', 'c'],
  });
});
