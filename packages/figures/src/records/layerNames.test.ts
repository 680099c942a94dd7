import type { RecordedRun } from 'gradscope';
import { expect, it } from 'vitest';
import { rowTicks } from '../axes/heatTicks.ts';
import { inputWords, layerName } from './layerNames.ts';

const history = {
  step: new Int32Array(),
  loss: new Float64Array(),
  accuracy: new Float64Array(),
  series: {},
};
const run = (...layerNames: string[]): RecordedRun => ({ name: 'run', history, layerNames });
const own: RecordedRun = { name: 'own', history };

it('layers of a log have their names, those of our own networks numbers', () => {
  expect([layerName(run('a', 'b'), 2, 10), layerName(own, 2, 10)]).toEqual(['b', undefined]);
  expect(layerName(run('encoder.layers.11.self_attention.query'), 1, 10)).toContain('…');
  expect(inputWords(run('stem', 'head'))).toBe('layer 1, nearest the input, is stem, layer 2 is head');
  expect(inputWords(own)).toBe('layer 1 is nearest the input');
});

it('ticks of rows are named, if there are names', () => {
  const named = rowTicks(2, 5, layer => layerName(run('stem', 'head'), layer, 10));
  expect(named.map(({ label }) => label)).toEqual(['stem', 'head']);
  expect(rowTicks(2, 5).map(({ label }) => label)).toEqual(['1', '2']);
});
