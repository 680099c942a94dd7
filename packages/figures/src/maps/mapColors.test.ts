import { symptomKinds } from 'gradscope';
import { expect, test } from 'vitest';
import { themes } from '../sheet/theme.ts';
import { mapColors } from './mapColors.ts';
import type { MapCell } from './mapData.ts';

const cell = (loss: number, more: Partial<MapCell> = {}): MapCell => ({
  loss,
  accuracy: 0.5,
  firstLoss: 1,
  lastLoss: loss,
  firstGradient: 1,
  stepsToTarget: null,
  divergedAt: null,
  ...more,
});
const namesOf = (measure: Parameters<typeof mapColors>[0], cells: readonly (MapCell | undefined)[]) =>
  mapColors(measure, cells, themes.light).named.map(({ name }) => name);

test('an unknown symptom is not coloured as healthy', () => {
  const cells = [cell(1), cell(1, { symptom: null }), cell(1, { symptom: 'vanishing' })];
  expect(namesOf('symptom', cells)).toEqual(['healthy', 'vanishing', 'not told']);
  const { colorOf } = mapColors('symptom', cells, themes.light);
  expect(new Set(cells.map(colorOf)).size).toBe(3);
});

test('failed, diverged, valueless and missing runs each have their own colour', () => {
  const cells = [
    cell(1),
    cell(0),
    cell(Number.NaN, { divergedAt: 3 }),
    cell(Number.NaN, { failed: true }),
    undefined,
  ];
  expect(namesOf('loss', cells)).toEqual(['diverged', 'loss 0', 'failed', 'not run']);
  expect(namesOf('symptom', cells.slice(3))).toEqual(['failed', 'not run']);
});

test('a symptom has one colour on every map', () => {
  const colors = [['stalled'], ['vanishing', 'stalled', 'diverged']].map(symptoms => {
    const cells = symptoms.map(symptom => cell(1, { symptom }));
    return mapColors('symptom', cells, themes.dark).colorOf(cell(1, { symptom: 'stalled' }));
  });
  expect(colors[0]).toBe(colors[1]);
});

test('the symptoms found from a summary have the first hues, and no symptom has the hue of diverged networks', () => {
  const cells = ['vanishing', 'diverged', 'exploding', 'stalled'].map(symptom => cell(1, { symptom }));
  const { colorOf } = mapColors('symptom', cells, themes.light);
  expect(cells.map(colorOf)).toEqual(themes.light.hues.slice(0, 4));
  const sharing = Object.keys(symptomKinds).filter(
    symptom => colorOf(cell(1, { symptom })) === themes.light.hues[1],
  );
  expect(sharing).toEqual(['diverged']);
});

test('a ratio of losses above 1 has the colour of 1', () => {
  const cells = [1e-6, 1e-3, 1, 1e100].map(loss => cell(loss));
  const { ramp, beyond, colorOf } = mapColors('progress', cells, themes.light);
  expect([ramp!.extent, beyond]).toEqual([[-6, 0], 1]);
  expect(colorOf(cells[3])).toBe(colorOf(cells[2]));
});

test.each([
  [1, 1e-6],
  [5e-12, 1e-18],
])('a short ramp from %d, %d long, has ticks that differ', (from, length) => {
  const cells = Array.from({ length: 9 }, (_, i) => cell(from + (i * length) / 8));
  const labels = mapColors('loss', cells, themes.light)
    .ramp!.ticks(6)
    .map(({ label }) => label);
  expect(labels.length).toBeGreaterThan(1);
  expect(new Set(labels).size).toBe(labels.length);
});
