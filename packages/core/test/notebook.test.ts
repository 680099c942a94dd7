import { type EngineName, parseExperiment, type Run, Trainer } from 'gradscope';
import { describe, expect, test } from 'vitest';
import { readNpz } from './readNpz.ts';
import { notebookDocument } from './support/documents.ts';

// Against the notebook as NumPy ran it. The whole of its 50,000 steps is tested where they are run, in the CLI.

const STEPS = 1001;
const notebook = readNpz(new URL('./fixtures/notebook.npz', import.meta.url));

describe.each([
  ['sigmoid', 0],
  ['relu', 1],
] as const)('%s', (name, index) => {
  const run = runNotebook(index, STEPS);
  // Stored as 64-bit integers: every 50th step of 50,000.
  const steps = [...new BigInt64Array(notebook.get(`${name}_step`)!.buffer)]
    .map(Number)
    .filter(step => step < STEPS);

  test('initial weights: relative error < 1e-15', () => {
    for (const [l, { W, b }] of run.initial.entries()) {
      const expected = notebook.get(`${name}_init_W${l + 1}`)!;
      expect(W.length).toBe(expected.length);
      expect(largestRelativeError(W, expected)).toBeLessThan(1e-15);
      expect(b.every(value => value === 0)).toBe(true);
    }
  });

  test('loss at every stored step up to 1000: relative error < 1e-10', () => {
    expect(steps.length).toBe(21);
    const expected = notebook.get(`${name}_loss`)!.subarray(0, steps.length);
    expect(
      largestRelativeError(
        steps.map(step => run.history.loss[step]),
        expected,
      ),
    ).toBeLessThan(1e-10);
  });

  test('grad_l1 of every layer at every stored step up to 1000: relative error < 1e-10', () => {
    const { columns, values } = run.history.series.grad_l1!;
    const found = steps.flatMap(step => [...values.subarray(step * columns, (step + 1) * columns)]);
    const expected = notebook.get(`${name}_grad_l1`)!.subarray(0, found.length);
    expect(found.length).toBe(63);
    expect(largestRelativeError(found, expected)).toBeLessThan(1e-10);
  });

  test('both engines have the same bits over 50 steps', () => {
    expect(runNotebook(index, 50, 'reference')).toEqual(runNotebook(index, 50, 'wasm'));
  });
});

function runNotebook(index: number, steps: number, engine: EngineName = 'wasm'): Run {
  const trainer = new Trainer(parseExperiment(notebookDocument(steps)), index, { engine });
  while (!trainer.done) trainer.advance(100);
  return trainer.run();
}

function largestRelativeError(found: ArrayLike<number>, expected: ArrayLike<number>): number {
  return Array.from(expected, (value, i) => Math.abs(found[i] / value - 1)).reduce(
    (a, b) => Math.max(a, b),
    0,
  );
}
