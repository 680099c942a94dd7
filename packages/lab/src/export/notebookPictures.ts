import { notebookFigures } from '@gradscope/figures';
import type { NotebookFigure } from '@gradscope/formats';
import type { Run } from 'gradscope';
import { pngOf } from './figureFiles.ts';

/** The figures of a notebook as pictures, on white as notebooks are. */
export function notebookPictures(runs: readonly Run[]): Promise<NotebookFigure[]> {
  return Promise.all(
    notebookFigures(runs).map(async ({ title, draw }) => {
      const png = await pngOf(draw({ theme: 'light' }));
      return { title, png: new Uint8Array(await png.arrayBuffer()) };
    }),
  );
}
