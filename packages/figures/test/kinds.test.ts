import {
  type FigureKind,
  figureKinds,
  figuresOf,
  importedFigures,
  lossCurves,
  recordKinds,
} from '@gradscope/figures';
import { type ImportedRun, mergeColumns } from 'gradscope';
import { parseHTML } from 'linkedom';
import { expect, it } from 'vitest';
import { everyStep, probedRun, syntheticSpiral } from './synthetic.ts';

const document = parseHTML('<html></html>').document as unknown as Document;
const run = (name: string) =>
  probedRun(name, { layers: 3, width: 4, steps: everyStep(100, 10), weights: 0.9, slope: 0.5 });
const [a, b] = [run('a'), run('b')];

const refused = () => {
  throw new Error('computed before it is drawn');
};
const source = {
  runs: [a, b],
  data: syntheticSpiral(30, 3),
  outputs: refused,
  units: refused,
  start: refused,
};

/** A kind that a program adds: it computes something and needs a series. */
function ownKind() {
  let computed = 0;
  const kind: FigureKind<{ readonly count: number }> = {
    title: 'Mine',
    series: ['update_ratio'],
    inLogs: ['update_ratio'],
    covers: 'both',
    compute: runs => {
      computed++;
      return { count: runs.length };
    },
    draw: (runs, { count = 0, ...options }) => {
      const svg = lossCurves(runs, options);
      svg.setAttribute('aria-label', `mine of ${count}`);
      return svg;
    },
  };
  return { kind, computed: () => computed };
}

it('a program adds a kind of its own, drawn of each run that has its series and of all', () => {
  const { kind, computed } = ownKind();
  const figures = figuresOf(source, { ...figureKinds, mine: kind }).filter(figure => figure.kind === 'mine');
  expect(figures.map(({ name, title, run: of }) => [name, title, of])).toEqual([
    ['mine-a', 'Mine', 'a'],
    ['mine-b', 'Mine', 'b'],
    ['mine', 'Mine', undefined],
  ]);
  expect(computed()).toBe(0);
  for (const { draw } of figures) for (const _ of [1, 2]) draw({ document });
  expect(computed()).toBe(3);
  expect(figures.map(({ draw }) => draw({ document }).getAttribute('aria-label'))).toEqual([
    'mine of 1',
    'mine of 1',
    'mine of 2',
  ]);
});

it('a run without the series of a kind, or a figure without a run, is left out', () => {
  const bare = { ...b, history: { ...b.history, series: {} } };
  const names = (runs: (typeof a)[]) =>
    figuresOf({ ...source, runs }, { ...recordKinds, mine: ownKind().kind }).map(({ name }) => name);
  expect(names([a, bare])).toContain('mine-a');
  expect(names([a, bare])).not.toContain('mine');
  expect(names([bare])).toEqual(['loss']);
  expect(names([])).toEqual([]);
});

it('a kind for logs is drawn of a log that has its series, without what only networks could tell', () => {
  const series = { update_ratio: mergeColumns([{ step: [0, 1], value: [0.1, 0.2] }]) };
  const log: ImportedRun = { name: 'log', layers: [], series };
  const kinds = { ...recordKinds, mine: ownKind().kind };
  const [updates, mine, ...others] = importedFigures(log, kinds);
  expect([updates.name, mine.name, others]).toEqual(['updates', 'mine', []]);
  expect(mine.draw({ document }).getAttribute('aria-label')).toBe('mine of 0');
});

it('every kind has a title of its own, and a kind that needs a record says which', () => {
  const kinds: FigureKind[] = Object.values(figureKinds);
  expect(new Set(kinds.map(({ title }) => title)).size).toBe(kinds.length);
  for (const { title, series, record } of kinds) {
    const isAlwaysThere = series.length === 0 || series[0] === 'loss';
    expect(record === undefined, title).toBe(isAlwaysThere);
  }
});
