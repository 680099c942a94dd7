import type { Run } from 'gradscope';
import { describe, expect, it } from 'vitest';
import { readLedger } from './ledger.ts';
import { ledgerSentence } from './ledgerSentence.ts';

type Factors = Partial<Record<'weights' | 'skip' | 'dropout' | 'slope' | 'normalization', number[]>>;

/** A run with a ledger of one step; factors of layers 1, 2, …, 1 where none are given. */
function ledgerRun(factors: Factors, output = 1): Run {
  const hidden = Object.values(factors)[0].length;
  const series = (values: number[]) => ({ columns: values.length, values: Float64Array.from(values) });
  const parts = (['weights', 'skip', 'dropout', 'slope', 'normalization'] as const).map(part => [
    `ledger_${part}`,
    series(factors[part] ?? Array(hidden).fill(1)),
  ]);
  const delta_norm = series([...Array(hidden).fill(Number.NaN), output]);
  const activation = { kind: 'sigmoid' };
  return {
    name: 'a',
    layers: [...Array(hidden).fill({ activation }), { activation: { kind: 'identity' } }],
    history: { step: Int32Array.of(7), series: { delta_norm, ...Object.fromEntries(parts) } },
  } as unknown as Run;
}

const nine = (value: number) => Array<number>(9).fill(value);

describe('ledgerSentence', () => {
  it.each([
    [
      ledgerRun({ slope: nine(10 ** (-5.1 / 9)), weights: nine(10 ** (-1.3 / 9)) }),
      'layers 9→1 lost 10⁻⁶·⁴: 10⁻⁵·¹ in the sigmoid’s slope, 10⁻¹·³ in the weights',
    ],
    [
      ledgerRun({ slope: [0.1, 0.1], skip: [10, 1000], normalization: [1, 0.5] }),
      'layers 2→1 gained 10¹·⁷: 10⁴·⁰ in the skip connections, against 10⁻²·⁰ in the sigmoid’s slope, 10⁻⁰·³ in normalization',
    ],
    [
      ledgerRun({ slope: [0.1], weights: [10] }),
      'layer 1 kept the signal’s norm: 10⁻¹·⁰ in the sigmoid’s slope and 10¹·⁰ in the weights',
    ],
    [ledgerRun({ slope: [1, 1, 1] }), 'layers 3→1 kept the signal as it was'],
    [
      ledgerRun({ weights: [0.1, 0.1, 0.1], slope: [Number.NaN, 0, 0.1], dropout: [Number.NaN, 1, 1] }),
      'layer 3 lost 10⁻²·⁰: 10⁻¹·⁰ in the weights, 10⁻¹·⁰ in the sigmoid’s slope; at layer 2 the signal became exactly 0 in the sigmoid’s slope',
    ],
    [
      ledgerRun({ weights: [1, Number.POSITIVE_INFINITY] }),
      'at layer 2 the signal became NaN or infinite in the weights',
    ],
    [ledgerRun({ weights: [Number.NaN] }, 0), 'the signal became exactly 0 already at the output'],
  ])('says where the signal was lost, to a tenth of a decade (%#)', (run, sentence) => {
    expect(ledgerSentence(run, 7)).toBe(sentence);
  });

  it('says underflowed only where the signal before was at the edge of float64', () => {
    const run = ledgerRun({ weights: [0, 0.1] });
    run.history.series.delta_norm!.values.set([0, 3e-320], 0);
    expect(ledgerSentence(run)).toBe(
      'layer 2 lost 10⁻¹·⁰: 10⁻¹·⁰ in the weights; at layer 1 the signal underflowed to 0 in the weights',
    );
  });

  it('refuses a step that was not recorded, and a run without ledger', () => {
    const run = ledgerRun({ slope: [1] });
    expect(() => ledgerSentence(run, 3)).toThrow('step: expected one that run a recorded (7 … 7), got 3');
    const bare = { ...run, history: { ...run.history, series: {} } };
    expect(() => ledgerSentence(bare)).toThrow('(nothing), got delta_norm');
  });
});

describe('readLedger', () => {
  it('has decades that add up to the log₁₀ of all factors within 1e-12', () => {
    const run = ledgerRun({ weights: [0.3, 7, 0.02], slope: [0.25, 0.1, 0.9], skip: [1, 2, 3] });
    const product = 0.3 * 7 * 0.02 * 0.25 * 0.1 * 0.9 * 2 * 3;
    const sum = readLedger(run)
      .layers.flatMap(({ decades }) => Object.values(decades))
      .reduce((a, b) => a + b);
    expect(Math.abs(sum - Math.log10(product))).toBeLessThan(1e-12);
  });
});
