import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import ajv from 'ajv-draft-04';
import { parseExperiment, prepare } from 'gradscope';
import { expect, test } from 'vitest';
import { pythonWith } from '../../../scripts/python/pythonWith.mjs';
import { writeNotebook, writeNumpyScript } from '../src/index.ts';
import { printedBy } from './script/printedBy.ts';
import { runPython } from './script/runPython.ts';
import { scriptSamples } from './script/samples.ts';

/** Of nbformat 5.7.3 (BSD licence). */
const schema = JSON.parse(
  readFileSync(new URL('fixtures/nbformat.v4.5.schema.json', import.meta.url), 'utf8'),
);

const experiment = parseExperiment(scriptSamples.iris);
const { data } = prepare(experiment);
const PNG = Uint8Array.of(0x89, 0x50, 0x4e, 0x47);
const text = writeNotebook(experiment, data, [{ title: 'The [loss]', png: PNG }]);
const notebook: { cells: { cell_type: string; source: string[]; attachments?: object }[] } = JSON.parse(text);

test('is what the JSON schema of nbformat 4.5 asks for', () => {
  const validate = new ajv.default({ strict: false }).compile(schema);
  validate(notebook);
  expect(validate.errors).toBe(null);
  expect(validate({ ...notebook, cells: [{ cell_type: 'code' }] })).toBe(false);
});

test('is read by the nbformat of this machine', ({ skip }) => {
  const python = pythonWith('nbformat');
  if (!python) skip('no python3 with nbformat here');
  const check = 'import nbformat, sys; nbformat.validate(nbformat.reads(sys.stdin.read(), 4))';
  const { status, stderr } = spawnSync(python!, ['-c', check], { input: text, encoding: 'utf8' });
  expect([stderr, status]).toEqual(['', 0]);
});

test('holds all of the NumPy script, and its cells print what that prints', ({ skip }) => {
  const code = notebook.cells.flatMap(cell => (cell.cell_type === 'code' ? [cell.source.join('')] : []));
  const script = writeNumpyScript(experiment, data);
  for (const cell of code) expect(script).toContain(cell);
  const python = pythonWith('numpy');
  if (!python) skip('no python3 with numpy here');
  expect(runPython(python!, { cells: code.join('\n\n') })).toEqual({ cells: printedBy(experiment) });
});

test('holds the figures', () => {
  const last = notebook.cells.at(-1)!;
  const name = Object.keys(last.attachments!)[0];
  expect(last.source).toEqual([`![The loss](attachment:${name})`]);
  expect(last.attachments).toEqual({ [name]: { 'image/png': 'iVBORw==' } });
});
