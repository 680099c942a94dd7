import { copyFileSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  parseExperimentText,
  readEvents,
  readNpz,
  readParquet,
  readSafetensors,
  readTable,
} from '@gradscope/formats';
import { parseExperiment } from 'gradscope';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { filesIn, gradscopeHere, smallExperiment, temporaryFolder } from './runProgram.ts';

const folder = temporaryFolder();
const at = (...parts: string[]) => join(folder.path, ...parts);
const run = (line: string) => gradscopeHere(line.split(' '), { cwd: folder.path });
const bytes = (...parts: string[]) => readFileSync(at(...parts));

beforeAll(async () => {
  writeFileSync(at('small.json'), JSON.stringify(smallExperiment));
  writeFileSync(
    at('rows.csv'),
    `x,class\n${Array.from({ length: 30 }, (_, i) => `${i / 10},${i % 3 ? 'a' : 'b'}`).join('\n')}\n`,
  );
  const table = {
    ...smallExperiment,
    data: { kind: 'table', file: 'rows.csv', target: 'class', standardize: true, test: 0.2 },
    networks: [smallExperiment.networks[0]],
  };
  writeFileSync(at('table.json'), JSON.stringify(table));
  const trained = await Promise.all([
    run('train small.json --out run --quiet --no-figures --no-report'),
    run('train table.json --out rows --quiet --no-figures --no-report'),
  ]);
  expect(trained.map(({ code }) => code)).toEqual([0, 0]);
}, 120_000);
afterAll(folder.remove);

/** Exports and returns the paths of what was written. */
async function exported(line: string): Promise<string[]> {
  const { stdout, stderr, code } = await run(`export ${line} --json`);
  expect([stderr, code]).toEqual(['', 0]);
  return JSON.parse(stdout).files;
}

describe('a run is exported and read back', () => {
  it('npz: the very bytes, with the rows held out', async () => {
    expect(await exported('run --to npz --out copy')).toEqual(['copy/sigmoid.npz', 'copy/relu.npz']);
    expect(bytes('copy/relu.npz').equals(bytes('run/relu.npz'))).toBe(true);
    expect(readNpz(bytes('rows/sigmoid.npz')).X_test.shape).toEqual([6, 1]);
  });

  it('npz, compressed: the same arrays in less room', async () => {
    await exported('run --to npz --compress --network relu --out small.npz');
    expect(readNpz(bytes('small.npz'))).toEqual(readNpz(bytes('run/relu.npz')));
    expect(bytes('small.npz').length).toBeLessThan(bytes('run/relu.npz').length);
  });

  it('csv and parquet: the recorded curves', async () => {
    expect(await exported('run --to csv')).toEqual(['run/sigmoid.csv', 'run/relu.csv']);
    expect(await exported('run --to parquet --network relu --out curves.parquet')).toEqual([
      'curves.parquet',
    ]);
    const arrays = readNpz(bytes('run/relu.npz'));
    const table = readTable(bytes('run/relu.csv'), 'relu.csv');
    const { columns } = await readParquet(bytes('curves.parquet'));
    expect(table.map(({ name }) => name)).toEqual(columns.map(({ name }) => name));
    const third = (_: number, i: number) => i % 3 === 2;
    const expected = (arrays.grad_l2.values as Float64Array).filter(third);
    const place = columns.findIndex(({ name }) => name === 'grad_l2_3');
    expect(columns[place].values).toEqual(expected);
    expect(Float64Array.from(table[place].values, Number)).toEqual(expected);
    expect(columns.map(({ name }) => name)).toContain('grad_neuron_2_8');
  });

  it('safetensors: the trained parameters', async () => {
    await exported('run --to safetensors --out parameters');
    const { tensors } = readSafetensors(bytes('parameters/relu.safetensors'));
    expect(tensors.W2).toEqual(readNpz(bytes('run/relu.npz')).W2);
  });

  it('events: a folder for each network, with its losses', async () => {
    const files = await exported('run --to events');
    expect(files).toEqual(
      ['sigmoid', 'relu'].map(name => `run/events/${name}/events.out.tfevents.gradscope`),
    );
    const losses: number[] = [];
    const { problems } = await readEvents(bytes(files[1]), value => {
      if (value.tag === 'loss' && value.kind === 'scalar') losses.push(value.value);
    });
    expect(problems).toEqual([]);
    expect(losses).toEqual(Array.from(readNpz(bytes('run/relu.npz')).loss.values, Math.fround));
  });

  it('yaml: the experiment', async () => {
    const [file] = await exported('run --to yaml --out again.yaml');
    const text = bytes(file).toString();
    expect(parseExperiment(parseExperimentText(text, file))).toEqual(parseExperiment(smallExperiment));
  });

  it('numpy, pytorch, ipynb: programs, also of a table that is not there any more', async () => {
    for (const [to, file] of [
      ['numpy', 'train_numpy.py'],
      ['pytorch', 'train_pytorch.py'],
      ['ipynb', 'notebook.ipynb'],
    ] as const) {
      expect(await exported(`rows --to ${to} --out programs/`)).toEqual([`programs/${file}`]);
      expect(bytes('programs', file).toString()).toContain('X_test = np.array([');
    }
    const { cells } = JSON.parse(bytes('programs/notebook.ipynb').toString());
    expect(cells.filter((cell: object) => 'attachments' in cell)).toHaveLength(2);
  });

  it('onnx: smaller in float32', async () => {
    await exported('run --to onnx --out double');
    await exported('run --to onnx --out single --precision float32');
    const size = (name: string) => statSync(at(name, 'relu.onnx')).size;
    expect(size('double') - size('single')).toBeGreaterThanOrEqual(4 * (2 * 8 + 8 + 8 * 8 + 8 + 8 * 3 + 3));
  });

  it('says what is where', async () => {
    const { stdout } = await run('export run --to onnx --network relu --out net.onnx');
    expect(stdout).toBe('net.onnx  the trained network: x gives scores and probabilities, or values\n');
  });
});

const FORMATS = 'npz or csv or parquet or safetensors or onnx or events or numpy or pytorch or ipynb or yaml';
const KEPT = ['relu.npz', 'run.json', 'sigmoid.npz'];

describe('refused in one line, and nothing written:', () => {
  beforeAll(() => {
    mkdirSync(at('kept'));
    for (const name of KEPT) copyFileSync(at('run', name), at('kept', name));
    mkdirSync(at('empty'));
    mkdirSync(at('damaged'));
    mkdirSync(at('torn'));
    writeFileSync(at('damaged/run.json'), '{"networks": 5}');
    writeFileSync(at('torn/relu.npz'), 'no zip');
  });

  it.each([
    [
      'export missing --to csv',
      'missing: expected a folder that gradscope train wrote, with run.json in it, got no such file or directory (ENOENT)',
    ],
    [
      'export small.json --to csv',
      'small.json: expected a folder that gradscope train wrote, with run.json in it, got not a directory (ENOTDIR)',
    ],
    [
      'export empty --to csv',
      'empty: expected a folder that gradscope train wrote, with run.json in it, got no such file or directory (ENOENT)',
    ],
    [
      'export damaged --to csv',
      'damaged/run.json: expected what gradscope train writes, got no networks, experiment and time',
    ],
    [
      'export kept --to npz',
      '--out: expected another folder than that of the run, which has the .npz files already, got none',
    ],
    [
      'export kept --to npz --out ./kept/',
      '--out: expected another folder than that of the run, which has the .npz files already, got ./kept/',
    ],
    [
      'export kept --to onnx --network sigmoidal',
      '--network: expected sigmoid or relu, got "sigmoidal"; did you mean "sigmoid"?',
    ],
    [
      'export kept --to numpy --network relu',
      '--network: expected none with --to numpy, which holds all networks, got "relu"',
    ],
    [
      'export kept --to csv --precision float32',
      '--precision: expected none with --to csv, which keeps that of the run, got float32',
    ],
    ['export kept --to csv --compress', '--compress: expected --to npz, got --to csv'],
    [
      'export kept --to onnx --out net.onnx',
      '--out: expected a folder for 2 files, got net.onnx; choose one with --network',
    ],
    [
      'export kept --to csv --out small.json/x',
      '--out: expected a folder that can be written, got small.json/x: not a directory (ENOTDIR)',
    ],
    ['export kept', `--to: expected ${FORMATS}, got none`],
    ['export kept --to keras', `--to: expected ${FORMATS}, got "keras"`],
    ['export kept --to ONNX', `--to: expected ${FORMATS}, got "ONNX"; did you mean "onnx"?`],
  ])('%s', async (line, says) => {
    expect(await run(line)).toEqual({ stdout: '', stderr: `gradscope: ${says}\n`, code: 2 });
    expect(filesIn(at('kept'))).toEqual(KEPT);
  });

  it('a float32 run as a script', async () => {
    writeFileSync(at('float32.json'), JSON.stringify({ ...smallExperiment, precision: 'float32' }));
    await run('train float32.json --out f32 --quiet --steps 5');
    expect((await run('export f32 --to numpy')).stderr).toBe(
      'gradscope: NumPy script: precision: expected float64, got float32\n',
    );
    expect(await exported('f32 --to safetensors')).toHaveLength(2);
    expect(readSafetensors(bytes('f32/relu.safetensors')).tensors.W1.values).toBeInstanceOf(Float32Array);
  });

  it('arrays that are no .npz file, or not there', async () => {
    copyFileSync(at('run/run.json'), at('torn/run.json'));
    const torn = await run('export torn --to csv --network relu');
    expect([torn.stdout, torn.code]).toEqual(['', 2]);
    expect(torn.stderr).toMatch(/^gradscope: torn\/relu\.npz, byte \d+: expected .*\n$/);
    expect((await run('export torn --to csv')).stderr).toBe(
      'gradscope: torn/sigmoid.npz: expected the arrays of network sigmoid, got no such file or directory (ENOENT)\n',
    );
    expect(filesIn(at('torn'))).toEqual(['relu.npz', 'run.json']);
  });
});
