import { readFileSync, writeFileSync } from 'node:fs';
import { parseExperiment, prepare } from 'gradscope';
import { describe, expect, test } from 'vitest';
import { pythonWithTorch } from '../../../scripts/python/torch.mjs';
import { FormatError, writePytorchScript } from '../src/index.ts';
import { printedBy } from './script/printedBy.ts';
import { runPython } from './script/runPython.ts';
import { scriptSamples } from './script/samples.ts';

/** What PyTorch 1.13.1 printed of each sample; `UPDATE_FIXTURES=1` writes it anew where there is a PyTorch. */
const FIXTURE = new URL('fixtures/torchPrinted.json', import.meta.url);

const experiments = Object.entries(scriptSamples).map(
  ([name, document]) => [name, parseExperiment(document)] as const,
);

describe('PyTorch, running the script, prints every digit of the losses', () => {
  test('as it was seen to', () => {
    const printed = JSON.parse(readFileSync(FIXTURE, 'utf8'));
    for (const [name, experiment] of experiments) expect(printed[name], name).toBe(printedBy(experiment));
  });

  test('as that of this machine does', { timeout: 120_000 }, ({ skip }) => {
    const python = pythonWithTorch();
    if (!python) skip('no python3 with torch here');
    const scripts = experiments.map(([name, experiment]) => [
      name,
      writePytorchScript(experiment, prepare(experiment).data),
    ]);
    const printed = runPython(python!, Object.fromEntries(scripts));
    if (process.env.UPDATE_FIXTURES) writeFileSync(FIXTURE, `${JSON.stringify(printed, null, 1)}\n`);
    for (const [name, experiment] of experiments) expect(printed[name], name).toBe(printedBy(experiment));
  });
});

test('a float32 experiment is refused', () => {
  const experiment = parseExperiment({ ...scriptSamples.xor, precision: 'float32' });
  expect(() => writePytorchScript(experiment, prepare(experiment).data)).toThrow(
    new FormatError('PyTorch script: precision: expected float64, got float32'),
  );
});
