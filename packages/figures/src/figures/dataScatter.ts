import { countedText, countText, type Dataset, isRegression, listText, rangeText } from 'gradscope';
import { drawnNotes } from '../marks/drawnRows.ts';
import {
  classKey,
  classPoints,
  hasPlane,
  isTrueToScale,
  planeAround,
  planePanel,
  requirePlane,
} from '../panels/planePanel.ts';
import { composeFigure } from '../sheet/composeFigure.ts';
import { type FigureOptions, resolveOptions } from '../sheet/options.ts';
import { classColors } from '../sheet/palette.ts';
import type { FigureKind } from './figureKind.ts';

/** The number of samples of each class, in words. */
const countClasses = ({ y, classes }: Dataset): string => {
  const counts = new Array<number>(classes).fill(0);
  for (const label of y) counts[label]++;
  return listText(counts.map((count, index) => `${countText(count)} of class ${index}`));
};

/**
 * Draws labelled points at their first two features, coloured by class; both axes use the same scale if their
 * extents are comparable.
 *
 * @throws RangeError if the data have fewer than two features, no samples, or features that are not finite
 */
export function dataScatter(dataset: Dataset, options: FigureOptions = {}): SVGSVGElement {
  const settings = resolveOptions(options);
  requirePlane(dataset);
  const plane = planeAround(dataset);
  const colors = classColors(dataset.classes);
  const caption = {
    title: `Training data: ${countedText(dataset.samples, 'point')} in ${dataset.classes} ${dataset.classes === 1 ? 'class' : 'classes'}`,
    key: classKey(colors),
    notes: drawnNotes(dataset.samples),
    description: `Scatter plot of ${countedText(dataset.samples, 'point')}: ${countClasses(dataset)}. Linear axes, x₁ from ${rangeText(plane.x)}, x₂ from ${rangeText(plane.y)}, ${isTrueToScale(plane) ? '' : 'not '}to the same scale.`,
  };
  return composeFigure(settings, caption, area =>
    planePanel(plane, grid => [...grid, classPoints(dataset, colors, settings)], area, settings),
  );
}

/** Whether the samples have different values of a feature: the first pixel of every digit is 0. */
const isSpread = ({ X, features }: Dataset, feature: number): boolean =>
  feature < features && X.some((value, i) => i % features === feature && value !== X[feature]);

export const dataKind = {
  title: 'The data',
  series: [],
  covers: 'all',
  pick: (runs, { data }) =>
    !isRegression(data) && isSpread(data, 0) && isSpread(data, 1) && hasPlane(data) ? runs : [],
  compute: (_, { data }) => ({ data: data as Dataset }),
  draw: (_, { data, ...options }) => dataScatter(data, options),
} as const satisfies FigureKind<{ readonly data: Dataset }>;
