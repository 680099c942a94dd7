import { dirname, join } from 'node:path';
import { durationText } from 'gradscope';
import { shownPath } from '../output/shownPath.ts';
import type { OutputFiles } from '../output/writeOutput.ts';

/** More files of arrays than this are not named one by one. */
const MOST_NAMED = 12;

/** Lists the written files, for a reader who wants to open them. */
export function outputSummary(files: OutputFiles, trainingSeconds: number, savingSeconds: number): string {
  const { arrays, record, figures, report } = files;
  const lines = [
    ...(report ? [[report, 'what happened, with the pictures: open it in a browser']] : []),
    ...(figures.length > 0 ? [[join(dirname(figures[0]), ''), figuresText(figures)]] : []),
    ...arrayLines(Object.values(arrays)),
    [record, 'the experiment, versions and results'],
  ].map(([path, text]) => [shownPath(path), text] as const);
  const width = Math.max(...lines.map(([path]) => path.length));
  return [
    `Trained in ${durationText(trainingSeconds)}, drawn and written in ${durationText(savingSeconds)}:`,
    ...lines.map(([path, text]) => `  ${path.padEnd(width)}  ${text}`),
  ].join('\n');
}

function figuresText(paths: readonly string[]): string {
  const [svg, png] = ['.svg', '.png'].map(type => paths.filter(path => path.endsWith(type)).length);
  if (svg === png) return `${svg} figures, each as .svg and .png`;
  return `${svg} figures as .svg, ${png || 'none'} of them as .png too`;
}

function arrayLines(paths: readonly string[]): string[][] {
  const text = 'data, parameters and history: numpy.load reads it';
  if (paths.length <= MOST_NAMED) return paths.map(path => [path, text]);
  return [[join(dirname(paths[0]), '*.npz'), `${text}; a file for each of ${paths.length} networks`]];
}
