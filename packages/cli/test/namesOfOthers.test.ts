import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, it } from 'vitest';
import { freshStore } from '../../sweep/test/freshStore.ts';
import { type Ended, filesIn, gradscopeHere, temporaryFolder } from './runProgram.ts';

// Names of layers, runs, columns and axes that would clear the screen, end a text, turn its direction or forge a line.

const NAME = 'a\x1b[2J\0\u202eb\u009b';
const SHOWN = String.raw`a\u001b[2J\u0000\u202eb\u009b`;
/** Files and tables cannot have the NUL. */
const FILE = NAME.replace('\0', '');
const SHOWN_FILE = SHOWN.replace(String.raw`\u0000`, '');
const STEERING = /[\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]/gu;

const experiment = {
  networks: [{ name: 'net', hidden: [4], activation: 'tanh', init: 'glorotUniform' }],
  training: { optimizer: { kind: 'sgd', stepSize: 0.1 }, steps: 5 },
  record: { every: 1, probes: ['loss'] },
};
const folder = temporaryFolder();
afterAll(folder.remove);
const at = (name: string) => join(folder.path, name);
const run = (...args: string[]) => gradscopeHere(args, { cwd: folder.path });
const steering = (text: string) => text.match(STEERING)?.filter(sign => !'\n\t'.includes(sign)) ?? [];

function expectHarmless({ stdout, stderr, code }: Ended, name: string): void {
  expect({ steering: steering(stdout + stderr), code, stderr }).toEqual({ steering: [], code: 0, stderr });
  if (name) expect(stdout + stderr).toContain(name);
}

/** The pages and figures in a folder. */
function expectHarmlessFiles(path: string, name: string): void {
  const texts = filesIn(path).filter(file => /\.(?:html|svg)$/.test(file));
  expect(texts.length).toBeGreaterThan(0);
  for (const file of texts) expect(steering(readFileSync(join(path, file), 'utf8')), file).toEqual([]);
  const all = texts.map(file => readFileSync(join(path, file), 'utf8')).join('');
  expect(all).toContain(name);
}

it('a log’s names: diagnose, its JSON, and report', async () => {
  const log = fileURLToPath(
    new URL('../../formats/test/fixtures/pytorch/deepSigmoid.jsonl', import.meta.url),
  );
  const layer = JSON.stringify(`${NAME}\nforged: all is well`);
  const text = readFileSync(log, 'utf8')
    .replaceAll('"0":', `${layer}:`)
    .replace('"name": "0"', `"name": ${layer}`);
  const mood = JSON.stringify(`mood${NAME}`);
  writeFileSync(at(`${FILE}.jsonl`), text.replaceAll('"accuracy":', `${mood}: 1, "accuracy":`));
  writeFileSync(at('log.csv'), `step,loss,"${NAME}/grad_norm","${NAME}"\n0,1,1,1\n1,0.5,1,2\n2,0.2,1,3\n`);
  const told = await run('diagnose', `${FILE}.jsonl`, 'log.csv');
  expectHarmless(told, `${SHOWN}\\u000aforged`);
  expect(told.stdout).not.toMatch(/^forged/m);
  expect(told.stdout).toContain(`mood${SHOWN}`);
  const json = await run('diagnose', `${FILE}.jsonl`, '--json');
  expectHarmless(json, '');
  JSON.parse(json.stdout);
  expectHarmless(await run('report', `${FILE}.jsonl`, '--out', 'page'), 'page');
  expectHarmlessFiles(at('page'), SHOWN);
});

it('a table’s columns: train, its JSON and figures, diagnose', async () => {
  const rows = Array.from({ length: 40 }, (_, i) => `${1000 * (i % 7)},${i % 3},${i % 2 ? `x${FILE}` : 'y'}`);
  writeFileSync(at(`${FILE}.csv`), `"${FILE}",other,"t${FILE}"\n${rows.join('\n')}\n`);
  const data = { kind: 'table', file: `${FILE}.csv`, target: `t${FILE}` };
  writeFileSync(at('table.json'), JSON.stringify({ ...experiment, data }));
  expectHarmless(await run('train', 'table.json', '--out', 'trained'), SHOWN_FILE);
  expectHarmlessFiles(at('trained'), SHOWN_FILE);
  const json = await run('train', 'table.json', '--out', 'again', '--no-figures', '--json');
  expectHarmless(json, '');
  expect(JSON.parse(json.stdout).experiment.data.target).toBe(`t${FILE}`);
  expectHarmless(await run('diagnose', 'table.json', '--no-remedies', '--steps', '20'), SHOWN_FILE);
});

it('an axis of a sweep: its results and map', async () => {
  const axis = { path: 'seed', name: '\u202eseed', list: [0, 1] };
  const document = { ...experiment, data: { kind: 'xor', samples: 8 }, sweep: { axes: [axis] } };
  writeFileSync(at(`${FILE}.json`), JSON.stringify(document));
  await freshStore(at('store'));
  expectHarmless(await run('sweep', `${FILE}.json`, '--store', 'store'), SHOWN_FILE);
  const results = await run('sweep', 'results', '--store', 'store', '--json');
  expectHarmless(results, SHOWN_FILE);
  expect(JSON.parse(results.stdout).document.sweep.axes[0].name).toBe('\u202eseed');
  expectHarmless(
    await run('sweep', 'map', '--store', 'store', '--bands', '--x', '\u202eseed'),
    String.raw`\u202eseed`,
  );
}, 60_000);

it('names that are wrong: errors', async () => {
  const { stderr, code } = await run('train', `${FILE}\n.json`);
  expect([steering(stderr), code, stderr.split('\n').length]).toEqual([[], 2, 2]);
});
