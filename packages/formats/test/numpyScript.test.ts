import { parseExperiment, prepare } from 'gradscope';
import { describe, expect, test } from 'vitest';
import { pythonWith } from '../../../scripts/python/pythonWith.mjs';
import { FormatError, numpySections, readTable, writeNumpyScript } from '../src/index.ts';
import { printedBy } from './script/printedBy.ts';
import { runPython } from './script/runPython.ts';
import { scriptSamples } from './script/samples.ts';

const python = pythonWith('numpy');

const PRINT_STARTS = `for layers in networks.values():
    for layer in layers:
        for values in (layer.W, layer.b):
            print(*(repr(float(value)) for value in values.ravel()))
`;

describe('the NumPy of this machine, running the script, prints every digit of the losses', () => {
  test('of experiments that between them have all there is', ({ skip }) => {
    if (!python) skip('no python3 with numpy here');
    const experiments = Object.entries(scriptSamples).map(
      ([name, document]) => [name, parseExperiment(document)] as const,
    );
    const scripts = experiments.map(([name, experiment]) => [
      name,
      writeNumpyScript(experiment, prepare(experiment).data),
    ]);
    const printed = runPython(python!, Object.fromEntries(scripts));
    for (const [name, experiment] of experiments) expect(printed[name], name).toBe(printedBy(experiment));
  });

  test('of starts: NumPy draws those of every kind, to 1e-13 of the largest', ({ skip }) => {
    if (!python) skip('no python3 with numpy here');
    const experiment = parseExperiment(scriptSamples.inits);
    const { data, networks } = prepare(experiment);
    const sections = numpySections(experiment, data);
    const drawn = sections.slice(
      0,
      sections.findIndex(({ heading }) => heading === 'Training'),
    );
    const code = [...drawn.map(section => section.code), PRINT_STARTS].join('\n');
    const lines = runPython(python!, { starts: code }).starts.trim().split('\n');
    const ours = networks.flatMap(({ parameters }) => parameters.flatMap(({ W, b }) => [W, b]));
    expect(lines).toHaveLength(ours.length);
    for (const [i, line] of lines.entries()) {
      const theirs = line.split(' ').map(Number);
      const largest = Math.max(...theirs.map(Math.abs));
      const errors = theirs.map((value, at) => Math.abs(value - ours[i][at]));
      expect(theirs, `${i}`).toHaveLength(ours[i].length);
      expect(Math.max(...errors), `${i}`).toBeLessThanOrEqual(1e-13 * largest);
    }
  });

  test.for(['classes', 'values', 'many rows'])('of a table of %s', (kind, { skip }) => {
    if (!python) skip('no python3 with numpy here');
    const rows = Array.from({ length: kind === 'many rows' ? 1500 : 30 }, (_, i) => {
      const x = i / 7 - 2;
      return [x, x * x, i % 3, kind === 'values' ? Math.abs(x) : ['a', 'b', 'c'][i % 3]].join(',');
    });
    const table = readTable(new TextEncoder().encode(`p,q,r,goal\n${rows.join('\n')}\n`), 'a.csv');
    const experiment = parseExperiment({
      ...scriptSamples.checkerboard,
      data: { kind: 'table', file: 'a.csv', target: 'goal', standardize: true, test: 0.25 },
    });
    const script = writeNumpyScript(experiment, prepare(experiment, table).data);
    expect(runPython(python!, { script })).toEqual({ script: printedBy(experiment, table) });
  });
});

test('a float32 experiment is refused: NumPy adds in another order', () => {
  const experiment = parseExperiment({ ...scriptSamples.xor, precision: 'float32' });
  expect(() => writeNumpyScript(experiment, prepare(experiment).data)).toThrow(
    new FormatError('NumPy script: precision: expected float64, got float32'),
  );
});

test('a script holds only what its experiment needs', () => {
  const experiment = parseExperiment(scriptSamples.notebook);
  const script = writeNumpyScript(experiment, prepare(experiment).data);
  expect(script.split('\n').length).toBeLessThan(140);
  for (const word of ['normalization', 'dropout', 'skip', 'batches', 'schedule', 'clip', 'pieces', 'test']) {
    expect(script).not.toContain(word);
  }
});
