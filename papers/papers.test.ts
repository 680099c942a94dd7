import { readFileSync } from 'node:fs';
import { activations, meanField } from 'gradscope';
import { expect, test } from 'vitest';
import { autocorrelation } from './balduzzi2017.ts';
import { boxDimension, edgesOf } from './boxCounting.ts';
import { rates as chenRates } from './chen2018.ts';
import { correlationDepthScale } from './correlation.ts';
import { collapse } from './dong2021.ts';
import { estimate, perLayer, slopeOf } from './estimate.ts';
import { backpropagatedVariance } from './glorotBengio2010.ts';
import { fluctuation } from './hanin2018.ts';
import { gradientFactors } from './he2015.ts';
import { fixedPoint, slopes } from './klambauer2017.ts';
import { signals } from './le2015.ts';
import { papers } from './list.ts';
import { compare, type Row, withError } from './paper.ts';
import { bound, ratios } from './pascanu2013.ts';
import { gaussian, orthogonal } from './pennington2017.ts';
import { learningTimes } from './saxe2014.ts';
import { gradientRates } from './schoenholz2017.ts';
import { convergence } from './sohlDickstein2024.ts';
import { linearRate, reluRate, reluTheory } from './yang2019.ts';
import { variances } from './zucchet2024.ts';

/** The largest difference from the papers' values, as a share of the scale of comparison. */
function worst(rows: readonly Row[]): number {
  return Math.max(...rows.map(({ difference }) => Math.abs(difference)));
}

test('docs/papers.md has every paper as it stands here; `npm run papers` writes it', () => {
  const page = readFileSync(new URL('../docs/papers.md', import.meta.url), 'utf8');
  for (const { authors, year, title, source, claim, setting, ourSetting, remark } of papers) {
    for (const text of [`## ${authors} ${year}`, title, source, claim, setting, ourSetting, remark]) {
      expect(page).toContain(text);
    }
  }
});

test('Glorot & Bengio 2010, 5 networks: 1/3, 1 and 1 per layer in the linear regime, to 3 %', () => {
  expect(worst(backpropagatedVariance(5).slice(0, 3))).toBeLessThan(0.03);
});

test('He et al. 2015, 8 networks: 1/2 and 1 per layer, to 3 %', () => {
  expect(worst(gradientFactors(8))).toBeLessThan(0.03);
});

test('Schoenholz et al. 2017, 4 networks: χ₁ in order, at criticality and in chaos, to 3 %', () => {
  expect(worst(gradientRates([1, 1.76, 4], 4))).toBeLessThan(0.03);
});

test('in order ξc is the depth scale of the gradient, relative error < 1e-6; in chaos it is not', () => {
  const gradientScale = (weightVariance: number) =>
    meanField(activations.tanh, Math.sqrt(weightVariance), Math.sqrt(0.05)).depthScale;
  expect(correlationDepthScale(1.3, 0.05) / gradientScale(1.3)).toBeCloseTo(1, 6);
  expect(correlationDepthScale(3, 0.05) / gradientScale(3)).toBeGreaterThan(1.5);
});

test('Klambauer et al. 2017, 6 networks: mean 0 and variance 1 after 32 layers to 0.06, the map’s slopes to 2 %', () => {
  expect(worst(fixedPoint(6))).toBeLessThan(0.06);
  expect(worst(slopes(6))).toBeLessThan(0.02);
});

test('Pennington et al. 2017: orthogonal to 1e-12; one normal layer of 64, 6 networks, to 10 %', () => {
  expect(worst(orthogonal(6, 32, 2))).toBeLessThan(1e-12);
  expect(worst(gaussian(1, [64], 6).slice(0, 1))).toBeLessThan(0.1);
});

test('Hanin 2018, 4 layers of 40, 4000 networks: the ratio of moments to 10 %', () => {
  const row = fluctuation({ name: '4 × 40', hidden: [40, 40, 40, 40], networks: 4000 });
  expect(worst([row])).toBeLessThan(0.1);
});

test('Yang et al. 2019, 8 networks: growth per layer at B = 8, ReLU and linear, to 10 %', () => {
  expect(worst([reluRate(8, 8), linearRate(8, 8)])).toBeLessThan(0.1);
});

test('Yang et al. 2019: the factor of ReLU falls with B to π/(π − 1), to 1e-5 at B = 10⁶', () => {
  const limit = Math.PI / (Math.PI - 1);
  const factors = [4, 8, 64, 1e6].map(reluTheory);
  expect(factors).toEqual(factors.toSorted((a, b) => b - a));
  expect(factors[3] / limit - 1).toBeLessThan(1e-5);
});

test('Pascanu et al. 2013, 3 networks: ratios over 100 positions rise with the gain, by 10 decades; singular values of 0.9 keep the bound', () => {
  const values = ratios(3).map(({ ours }) => Number.parseFloat(ours.replace('−', '-')));
  expect(values).toEqual(values.toSorted((a, b) => a - b));
  expect(values[3] - values[0]).toBeGreaterThan(7);
  expect(bound(2)[0].agreement).toBe('agrees');
});

test('Le et al. 2015, 1 network: identity keeps the signal to a factor of 10, orthogonal tanh does not', () => {
  const [identity, tanh] = signals(1).map(({ ours }) => Number.parseFloat(ours.replace('−', '-')));
  expect(identity).toBeGreaterThan(-1);
  expect(tanh).toBeLessThan(-1.5);
});

test('Chen et al. 2018, 3 networks: χ through time at σu = 1.3, to 5 %', () => {
  expect(worst(chenRates([1.3], 3))).toBeLessThan(0.05);
});

test('Zucchet & Orvieto 2024, 500 sequences: (1 + λ²)/(1 − λ²)³ at λ = 0.5 and 0.8, to 15 %', () => {
  expect(worst(variances([0.5, 0.8], 500))).toBeLessThan(0.15);
});

test('Dong et al. 2021, 2 networks: the exponent of the distance from rank one grows threefold, to 10 %; skip connections keep it', () => {
  const [, , , , growth, skip, queries] = collapse(2);
  expect(Math.abs(growth.difference)).toBeLessThan(0.1);
  expect([skip, queries].map(({ agreement }) => agreement)).toEqual(['agrees', 'agrees']);
});

test('an autocorrelation, by hand', () => {
  expect(autocorrelation([1, -1, 1, -1], 1)).toBe(-0.75);
});

test('Saxe et al. 2014, 1 seed: from depth 2 to 16 orthogonal networks take at most twice the steps, uniform ones over 3 times', () => {
  const rows = learningTimes([2, 16], [2, 16], 1);
  const [fast, slow] = [rows[1], rows[3]].map(({ ours }) => ours.split(', ').map(Number));
  expect(fast[1] / fast[0]).toBeLessThan(2);
  expect(slow[1] / slow[0]).toBeGreaterThan(3);
});

test('box counting: a line has dimension 1, a filled square 2, a Sierpinski triangle log₂ 3, to 1 %', () => {
  const side = 128;
  const picture = (isTrue: (row: number, column: number) => boolean) => ({
    side,
    cells: Array.from({ length: side * side }, (_, at) => isTrue(Math.floor(at / side), at % side)),
  });
  const dimensions = [
    picture((row, column) => row === column),
    picture(() => true),
    picture((row, column) => (row & column) === 0),
  ].map(boxDimension);
  for (const [i, right] of [1, 2, Math.log2(3)].entries()) expect(dimensions[i] / right).toBeCloseTo(1, 2);
  expect(boxDimension(picture(() => false))).toBeNaN();
});

test('edges lie between four cells that are not alike', () => {
  const half = { side: 4, cells: Array.from({ length: 16 }, (_, at) => at % 4 < 2) };
  expect(edgesOf(half)).toEqual({ side: 3, cells: Array.from({ length: 9 }, (_, at) => at % 3 === 1) });
});

test('Sohl-Dickstein 2024, linear, 24 × 24: from afar the boundary is a line; small steps converge and large ones do not', () => {
  const frame = { from: [-3, -3], decades: 9 } as const;
  const map = convergence('identity', frame, 24);
  expect([map.cells[0], map.cells.at(-1)]).toEqual([true, false]);
  expect(Math.abs(boxDimension(edgesOf(map)) - 1)).toBeLessThan(0.1);
});

test('a verdict: within 2 % or 2 standard errors agrees, within 10 % is close, the rest differs', () => {
  const verdict = (mean: number, error: number) => compare('', 100, { mean, error }).agreement;
  expect([
    verdict(98.1, 0.1),
    verdict(91, 5),
    verdict(91, 1),
    verdict(89, 1),
    verdict(Number.NaN, 1),
  ]).toEqual(['agrees', 'agrees', 'close', 'differs', 'differs']);
});

test('numbers are shown to the place of their error', () => {
  const shown = [
    [0.33333, 0.0016],
    [12.345, 0.31],
    [-1234.5, 43],
    [7, Number.NaN],
  ].map(([mean, error]) => withError({ mean: mean, error: error }));
  expect(shown).toEqual(['0.3333 ± 0.0016', '12.3 ± 0.3', '−1235 ± 43', '7']);
});

test('mean, standard error, root and slope, by hand', () => {
  expect(estimate([1, 3])).toEqual({ mean: 2, error: 1 });
  expect(perLayer({ mean: 16, error: 1.6 }, 4)).toEqual({ mean: 2, error: 0.05 });
  expect(slopeOf([1, 2, 3], [5, 7, 9])).toBe(2);
});
