import { describe, expect, test } from 'vitest';
import { fixture } from '../../../test/fixtures/optimizers/optimizerFixture.ts';
import { engines, entries, fill, newParameters } from '../../../test/support/learnedTensors.ts';
import type { EngineName, Precision } from '../../engine/engine.ts';
import { createOptimizer, type OptimizerSettings } from './createOptimizer.ts';
import type { OptimizerState } from './optimizer.ts';
import { stepSizeOf } from './stepSize.ts';

const { x0, gradients, stepFactors, l2, cases } = fixture;
const BOTH = ['wasm', 'reference'] as const;
const named = cases.map(({ settings, path }) => [JSON.stringify(settings), settings, path] as const);

/** A training run. `advance` trains up to an update, and passes every x on the way. */
function newRun(settings: OptimizerSettings, name: EngineName, precision: Precision = 'float64') {
  const engine = engines[name](precision);
  const parameters = newParameters(engine);
  fill(parameters, 'tensor', x0);
  const optimizer = createOptimizer(engine, settings, parameters);
  const path: number[][] = [];
  function advance(from: number, to: number): void {
    for (let i = from; i < to; i++) {
      fill(parameters, 'gradient', gradients[i]);
      const stepSize = stepSizeOf(settings.stepSize, 0) * stepFactors[i];
      optimizer.update(parameters, [stepSize, stepSize], l2);
      path.push(entries(parameters, 'tensor'));
    }
  }
  return { engine, parameters, optimizer, path, advance };
}

function pathOf(settings: OptimizerSettings, name: EngineName, precision?: Precision): number[][] {
  const run = newRun(settings, name, precision);
  run.advance(0, gradients.length);
  return run.path;
}

function largestRelativeError(path: readonly (readonly number[])[], expected: typeof path): number {
  return Math.max(...expected.flatMap((row, i) => row.map((x, j) => Math.abs(path[i][j] / x - 1))));
}

/** The largest error of each entry, relative to its largest magnitude. */
function errorByMagnitude(path: readonly (readonly number[])[], expected: typeof path): number {
  const errors = x0.map((_, j) => {
    const error = Math.max(...expected.map((row, i) => Math.abs(path[i][j] - row[j])));
    return error / Math.max(...expected.map(row => Math.abs(row[j])));
  });
  return Math.max(...errors);
}

describe.each(named)('%s', (_, settings, expected) => {
  test.each(BOTH)('%s engine: 20 updates are those of the published rule, relative error < 1e-12', name => {
    expect(largestRelativeError(pathOf(settings, name), expected)).toBeLessThan(1e-12);
  });

  test.each(BOTH)('%s engine, float32: error < 2⁻²¹ of the largest magnitude of the entry', name => {
    expect(errorByMagnitude(pathOf(settings, name, 'float32'), expected)).toBeLessThan(2 ** -21);
  });

  test('both engines: the same bits', () => {
    expect(pathOf(settings, 'wasm')).toEqual(pathOf(settings, 'reference'));
  });

  test.each([0, 1, 7])('restored after %i updates it goes on with the same bits', updates => {
    const whole = pathOf(settings, 'wasm');
    const first = newRun(settings, 'wasm');
    first.advance(0, updates);
    const state = structuredClone(first.optimizer.state());
    first.advance(updates, 20);

    const second = newRun(settings, 'wasm');
    fill(second.parameters, 'tensor', whole[updates - 1] ?? x0);
    second.optimizer.restore(state);
    second.advance(updates, 20);
    expect(second.path).toEqual(whole.slice(updates));
    expect(second.optimizer.state()).toEqual(first.optimizer.state());
  });

  test('memory that grows between updates, which detaches views, changes no bit', () => {
    const run = newRun(settings, 'wasm');
    for (let i = 0; i < 8; i++) {
      run.advance(i, i + 1);
      const { buffer } = run.parameters[0].tensor.values;
      // As large as all there is: the memory cannot have grown ahead by so much.
      run.engine.tensor(1, buffer.byteLength / 8);
      expect(run.parameters[0].tensor.values.buffer).not.toBe(buffer);
    }
    run.advance(8, 20);
    expect(run.path).toEqual(pathOf(settings, 'wasm'));
  });

  test('an entry that never had a gradient, and is not penalised, stays where it is', () => {
    const { parameters, optimizer } = newRun(settings, 'wasm');
    fill(parameters, 'tensor', [1, 2, 3, 4, 5, 6, 7, -8]);
    for (let i = 0; i < 3; i++) optimizer.update(parameters, [0.1, 0.1], 0);
    expect(entries(parameters, 'tensor').slice(6)).toEqual([7, -8]);
  });
});

describe('the state', () => {
  const adam = cases.find(({ settings }) => settings.kind === 'adam')!.settings;

  test('has the precision of the parameters, and is a copy', () => {
    const run = newRun(adam, 'wasm', 'float32');
    const before = run.optimizer.state();
    run.advance(0, 1);
    expect(before.powers).toEqual([1, 1]);
    expect(before.moments).toEqual({
      mean: [new Float32Array(6), new Float32Array(2)],
      squareMean: [new Float32Array(6), new Float32Array(2)],
    });
  });

  test('restoring copies too', () => {
    const run = newRun(adam, 'wasm');
    run.advance(0, 2);
    const state = run.optimizer.state();
    const kept = structuredClone(state);
    run.optimizer.restore(state);
    run.advance(2, 4);
    expect(state).toEqual(kept);
  });

  test.each<[string, (good: OptimizerState) => OptimizerState]>([
    ['state.powers: expected 2 numbers, got 0', good => ({ ...good, powers: [] })],
    [
      'state.moments.mean[1]: expected 2 values, got 3',
      ({ moments, powers }) => ({
        powers,
        moments: { ...moments, mean: [moments.mean[0], new Float64Array(3)] },
      }),
    ],
    [
      'state.moments.squareMean[0]: expected 6 values, got none',
      ({ moments, powers }) => ({ powers, moments: { mean: moments.mean } }),
    ],
  ])('%s, and nothing is changed', (message, damage) => {
    const run = newRun(adam, 'wasm');
    run.advance(0, 3);
    const before = run.optimizer.state();
    const damaged = damage({ ...newRun(adam, 'wasm').optimizer.state() });
    expect(() => run.optimizer.restore(damaged)).toThrow(new RangeError(message));
    expect(run.optimizer.state()).toEqual(before);
  });
});
