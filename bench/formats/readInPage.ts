/// <reference lib="dom" />
import { readEvents } from '../../packages/formats/dist/index.js';

// Bundled into a page with one file input: reads the file chosen there.

const input = document.querySelector('input')!;

Reflect.set(window, 'read', async (wanted: string) => {
  let values = 0;
  const start = performance.now();
  const summary = await readEvents(input.files![0]!.stream(), () => values++, {
    wants: () => wanted === 'all',
  });
  const seconds = (performance.now() - start) / 1000;
  const { bytes, problemCount } = summary;
  return { seconds, bytes, problemCount, values };
});
