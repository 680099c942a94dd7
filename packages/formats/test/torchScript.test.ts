import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { parseExperiment, prepare } from 'gradscope';
import { describe, expect, test } from 'vitest';
import { pythonWithTorch } from '../../../scripts/python/torch.mjs';
import { SOAKING } from '../../../scripts/soak/soaking.ts';
import { FormatError, writePytorchScript } from '../src/index.ts';
import { printedBy } from './script/printedBy.ts';
import { runPython } from './script/runPython.ts';
import { scriptSamples } from './script/samples.ts';

/**
 * For each sample: the SHA-256 of the script that PyTorch 1.13.1 ran, and what it printed. `UPDATE_FIXTURES=1` writes it anew where
 * there is a PyTorch.
 */
const FIXTURE = new URL('fixtures/torchPrinted.json', import.meta.url);
const UPDATES = Boolean(process.env.UPDATE_FIXTURES);

interface Seen {
  readonly script: string;
  readonly printed: string;
}

const samples = Object.entries(scriptSamples).map(([name, document]) => {
  const experiment = parseExperiment(document);
  return { name, experiment, script: writePytorchScript(experiment, prepare(experiment).data) };
});
const seen: Readonly<Record<string, Seen>> = JSON.parse(readFileSync(FIXTURE, 'utf8'));
const hash = (text: string) => createHash('sha256').update(text).digest('hex');

describe('PyTorch, running the script, prints every digit of the losses', () => {
  test('as it was seen to', () => {
    for (const { name, experiment } of samples) expect(seen[name].printed, name).toBe(printedBy(experiment));
  });

  // It takes half a minute for all, so `npm test` runs those scripts that PyTorch has not run yet as they are now, and one more.
  test('as that of this machine does', { timeout: 120_000 }, ({ skip }) => {
    const python = pythonWithTorch();
    if (!python) skip('no python3 with torch here');
    const isDue = ({ name, script }: (typeof samples)[number]) =>
      SOAKING || UPDATES || name === 'perLayer' || seen[name]?.script !== hash(script);
    const due = samples.filter(isDue);
    const printed = runPython(python!, Object.fromEntries(due.map(({ name, script }) => [name, script])));
    if (UPDATES) update(printed);
    for (const { name, experiment } of due) expect(printed[name], name).toBe(printedBy(experiment));
  });
});

function update(printed: Readonly<Record<string, string>>): void {
  const entries = samples.map(({ name, script }) => [name, { script: hash(script), printed: printed[name] }]);
  writeFileSync(FIXTURE, `${JSON.stringify(Object.fromEntries(entries), null, 1)}\n`);
}

test('a float32 experiment is refused', () => {
  const experiment = parseExperiment({ ...scriptSamples.xor, precision: 'float32' });
  expect(() => writePytorchScript(experiment, prepare(experiment).data)).toThrow(
    new FormatError('PyTorch script: precision: expected float64, got float32'),
  );
});
