import { describe, expect, it } from 'vitest';
import type { ImportedRun } from '../../log/importedRun.ts';
import { mergeColumns } from '../../log/mergeColumns.ts';
import { describeLogVerdict } from './describeLog.ts';
import { diagnoseLog } from './diagnoseLog.ts';

const series = (value: readonly number[]) => mergeColumns([{ step: value.map((_, i) => i), value }]);
const curve = (rows: number, at: (share: number) => number) =>
  Array.from({ length: rows }, (_, i) => at(i / (rows - 1)));
const run = (own: Partial<ImportedRun>): ImportedRun => ({ name: 'run', layers: [], series: {}, ...own });
const text = (one: ImportedRun) => describeLogVerdict(diagnoseLog(one)).join(' ');

/** A gradient that vanishes over twelve layers, of a run that stays where it is. */
const rows = 60;
const layers = Array.from({ length: 12 }, (_, l) => ({
  name: `l${l}`,
  fanIn: null,
  fanOut: null,
  size: null,
  activation: null,
}));
const vanishing = {
  layers,
  series: {
    loss: series(curve(rows, () => 2)),
    grad_l2: mergeColumns(
      layers.map((_, l) => ({
        step: curve(rows, share => share * (rows - 1)),
        value: curve(rows, () => 10 ** (l - 12)),
      })),
    ),
  },
};

describe('layers in an unknown order', () => {
  it('have no verdict that depends on it, and no step size is advised', () => {
    const kinds = (one: ImportedRun) => diagnoseLog(one).symptoms.map(({ kind }) => kind);
    expect(kinds(run(vanishing))).toContain('vanishing');
    const unknown = run({ ...vanishing, orderKnown: false, notes: ['Name them with --layers.'] });
    expect(kinds(unknown)).toEqual(['stalled']);
    expect(diagnoseLog(unknown).suggestions.join()).not.toMatch(/steps/);
    expect(text(unknown)).toContain('--layers');
  });
});

it('columns that may be gradients, and were not read, advise no step size', () => {
  const flat = { series: { loss: series(curve(rows, () => 2)) } };
  expect(diagnoseLog(run(flat)).suggestions.join()).toMatch(/steps/);
  expect(diagnoseLog(run({ ...flat, hasUnreadGradients: true })).suggestions.join()).not.toMatch(/steps/);
});

it('one point is no verdict', () => {
  const one = run({ series: { loss: series([3.5]), accuracy: series([0.1]) } });
  expect(diagnoseLog(one)).toMatchObject({ trains: null, symptoms: [] });
  expect(text(one)).toContain('one point of its loss was logged');
});

it('parts of a loss are no loss', () => {
  const parts = run({ series: { grad_norm: series([1, 1]) }, lossParts: ['a', 'b'] });
  expect(text(parts)).toContain('its loss was logged in parts only');
});

it('the first epoch counts as the first, however many follow', () => {
  const epochs = run({ series: { loss: series([0.4, ...curve(299, share => 0.042 - 0.002 * share)]) } });
  expect(diagnoseLog({ ...epochs, stepUnit: 'epoch' }).trains).toBe(true);
  expect(diagnoseLog(epochs).trains).toBe(false);
});

describe('overfitting', () => {
  const falls = curve(50, share => 2 - share);
  const turns = curve(50, share => 1 + Math.abs(share - 0.3));

  it('is said if the loss on held-out data rises from its best while the loss falls', () => {
    expect(text(run({ series: { loss: series(falls), val_loss: series(turns) } }))).toContain('It overfits');
  });

  it.each([
    ['both rise', curve(50, share => 1 + share), turns],
    ['held-out data follow', falls, curve(50, share => 2.2 - share)],
    ['only the last point is worse', falls, [...curve(49, share => 2 - share), 1.5]],
    ['it stays near its best', falls, curve(50, share => 1 + 0.05 * Math.abs(share - 0.3))],
  ])('is not if %s', (_, loss, heldOut) => {
    expect(text(run({ series: { loss: series(loss), val_loss: series(heldOut) } }))).not.toContain(
      'overfits',
    );
  });
});
