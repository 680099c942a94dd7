import { readFileSync } from 'node:fs';
import {
  type EventValue,
  parseExperimentText,
  readEvents,
  readNpz,
  readParquet,
  readSafetensors,
  readTable,
  writeNumpyScript,
  writePytorchScript,
} from '@gradscope/formats';
import ajv from 'ajv-draft-04';
import { type Experiment, parseExperiment, predict, prepare, Trainer, wasmEngine } from 'gradscope';
import * as ort from 'onnxruntime-web';
import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { DEFAULT_EXPERIMENT } from '../src/state/defaultExperiment.ts';
import { DEFAULT_URL_STATE, writeUrlState } from '../src/state/urlState.ts';
import { goToStep, openTool, saved, waitForStatus, withSite } from './labPage.ts';

ort.env.wasm.numThreads = 1;

const STEPS = 500;

/** Saves files of the open tool. */
async function savedFiles(page: Page, names: readonly string[]): Promise<Record<string, Buffer>> {
  const found: Record<string, Buffer> = {};
  for (const name of names) {
    const file = await saved(page, `Save ${name}`);
    expect(file.name).toBe(name);
    found[name] = file.bytes;
  }
  return found;
}

/** A network as Node trains it. */
function trained(experiment: Experiment, index: number, steps: number) {
  const trainer = new Trainer(parseExperiment(experiment), index);
  trainer.advance(steps + 1);
  const { step, parameters } = trainer.checkpoint();
  expect(step).toBe(steps);
  return { ...trainer.run(), final: parameters };
}

/** The answers of onnxruntime to rows. */
async function answers(bytes: Uint8Array, X: Float64Array | Float32Array, features: number) {
  const session = await ort.InferenceSession.create(bytes, { executionProviders: ['wasm'] });
  const type = X instanceof Float64Array ? 'float64' : 'float32';
  const { scores } = await session.run({ x: new ort.Tensor(type, X, [X.length / features, features]) });
  await session.release();
  return Float64Array.from(scores.data as Float64Array);
}

/** The largest difference, over the largest of the expected values. */
function distance(got: ArrayLike<number>, expected: Float64Array): number {
  const scale = Math.max(...expected.map(Math.abs));
  return Math.max(...expected.map((value, i) => Math.abs(value - got[i]))) / scale;
}

describe('each format is saved, and read back with the bits that Node computes', () => {
  const experiment = { ...DEFAULT_EXPERIMENT, training: { ...DEFAULT_EXPERIMENT.training, steps: STEPS } };
  const { data } = prepare(experiment);
  const run = trained(experiment, 1, STEPS);
  const series = run.history.series.grad_l1!;
  const second = [...series.values.filter((_, i) => i % series.columns === 1)];
  let files: Record<string, Buffer>;

  beforeAll(async () => {
    files = await withSite('lab.html', async page => {
      await goToStep(page, STEPS);
      await openTool(page, 'Share, export');
      const perNetwork = ['onnx', 'safetensors', 'csv', 'parquet', 'npz', 'tfevents'];
      const others = ['data.csv', 'experiment.yaml', 'train_numpy.py', 'train_pytorch.py', 'notebook.ipynb'];
      return savedFiles(page, [...perNetwork.map(suffix => `relu.${suffix}`), ...others]);
    });
  }, 60_000);

  test('the experiment as YAML', () => {
    const yaml = files['experiment.yaml'].toString();
    expect(parseExperiment(parseExperimentText(yaml, 'experiment.yaml'))).toEqual(DEFAULT_EXPERIMENT);
  });

  test('scripts are those of gradscope export', () => {
    expect(files['train_numpy.py'].toString()).toBe(writeNumpyScript(DEFAULT_EXPERIMENT, data));
    expect(files['train_pytorch.py'].toString()).toBe(writePytorchScript(DEFAULT_EXPERIMENT, data));
  });

  test('a notebook is what nbformat 4.5 asks for, with the script in its cells, and the figures', () => {
    const notebook = JSON.parse(files['notebook.ipynb'].toString());
    const schema = new URL('../../formats/test/fixtures/nbformat.v4.5.schema.json', import.meta.url);
    const validate = new ajv.default({ strict: false }).compile(JSON.parse(readFileSync(schema, 'utf8')));
    validate(notebook);
    expect(validate.errors).toBe(null);
    const cells: { cell_type: string; source: string[]; attachments?: object }[] = notebook.cells;
    const code = cells.flatMap(cell => (cell.cell_type === 'code' ? [cell.source.join('')] : []));
    expect(code.length).toBeGreaterThan(5);
    for (const cell of code) expect(files['train_numpy.py'].toString()).toContain(cell);
    const figures = cells.flatMap(({ source, attachments }) =>
      Object.values(attachments ?? {}).map(({ 'image/png': png }) => [source.join(''), png]),
    );
    expect(figures.map(([title]) => /^!\[(.*)\]/.exec(title)![1])).toEqual([
      'The loss',
      'The gradients of sigmoid, layer by layer',
      'The gradients of relu, layer by layer',
      'The gradients of all of them',
    ]);
    for (const [, png] of figures) {
      const bytes = Buffer.from(png, 'base64');
      expect(bytes.subarray(1, 4).toString()).toBe('PNG');
      expect(bytes.readUInt32BE(16)).toBe(1440);
    }
  });

  test('the rows', () => {
    const [first] = readTable(files['data.csv'], 'data.csv');
    expect(Float64Array.from(first.values, Number)).toEqual(data.X.filter((_, i) => i % 2 === 0));
  });

  test('what was recorded, as CSV and as Parquet', async () => {
    const csv = readTable(files['relu.csv'], 'relu.csv').map(({ name, values }) => ({
      name,
      values: Array.from(values, Number),
    }));
    const { columns, metadata } = await readParquet(files['relu.parquet'], 'relu.parquet');
    expect(
      columns.map(({ name, values }) => ({ name, values: Array.from(values as ArrayLike<number>) })),
    ).toEqual(csv);
    expect(metadata.network).toBe('relu');
    const columnOf = (name: string) => csv.find(column => column.name === name)!.values;
    const rows = columnOf('step').filter(step => step < STEPS).length;
    expect(rows).toBe(50);
    expect(columnOf('loss').slice(0, rows)).toEqual([...run.history.loss]);
    expect(columnOf('grad_l1_2').slice(0, rows)).toEqual(second);
  });

  test('npz and safetensors', () => {
    const arrays = readNpz(files['relu.npz']);
    expect(arrays.X.shape).toEqual([300, 2]);
    expect(arrays.init_W2.values).toEqual(run.initial[1].W);
    const { tensors, metadata } = readSafetensors(files['relu.safetensors']);
    expect(metadata.network).toBe('relu');
    for (const [l, { W, b }] of run.final.entries()) {
      for (const read of [arrays, tensors]) {
        expect(read[`W${l + 1}`].values).toEqual(W);
        expect(read[`b${l + 1}`].values).toEqual(b);
      }
    }
  });

  test('ONNX: onnxruntime gives the same outputs within 1e-12 of the largest', async () => {
    const got = await answers(files['relu.onnx'], data.X, data.features);
    const expected = predict(wasmEngine('float64'), run.layers, run.final, data.X);
    expect(distance(got, expected)).toBeLessThan(1e-12);
  });

  test('TensorBoard events: scalars in float32, histograms of the weights of then and now', async () => {
    const values: EventValue[] = [];
    const { problems } = await readEvents(files['relu.tfevents'], value => values.push(value));
    expect(problems).toEqual([]);
    const scalars = (tag: string) =>
      values.flatMap(value =>
        value.kind === 'scalar' && value.tag === tag && value.step < STEPS ? [value.value] : [],
      );
    expect(scalars('loss')).toEqual(Array.from(run.history.loss, Math.fround));
    expect(scalars('grad_l1/layer2')).toEqual(second.map(Math.fround));
    const histograms = values.filter(({ kind, tag }) => kind === 'histogram' && tag === 'weights/layer1');
    expect(histograms.map(({ step }) => step)).toEqual([0, STEPS]);
  });
});

test('a network in float32 with normalization, dropout and skip connections is saved as ONNX, scripts say why not', async () => {
  const experiment = parseExperiment({
    seed: 3,
    data: { kind: 'iris', standardize: true, test: 0.2 },
    networks: [
      {
        name: 'of-all-kinds',
        hidden: { layers: 3, width: 8 },
        activation: 'prelu',
        init: 'heNormal',
        normalization: 'batch',
        residual: 'identity',
        dropout: 0.1,
      },
    ],
    training: { optimizer: { kind: 'adam', stepSize: 0.01 }, steps: 200, batch: 20 },
    record: { every: 10, probes: ['loss', 'gradient'] },
    precision: 'float32',
  });
  const hash = writeUrlState({ ...DEFAULT_URL_STATE, run: [{ from: 0, experiment }], step: 60 });
  const onnx = await withSite(`lab.html#${hash}`, async page => {
    await waitForStatus(page, 'Paused at step 60.');
    await openTool(page, 'Share, export');
    await page.getByText('precision: expected float64, got float32').first().waitFor();
    for (const name of ['train_numpy.py', 'train_pytorch.py', 'notebook.ipynb']) {
      expect(await page.getByRole('button', { name: `Save ${name}` }).isDisabled(), name).toBe(true);
    }
    return (await saved(page, 'Save of-all-kinds.onnx')).bytes;
  });
  const { data } = prepare(experiment);
  const run = trained(experiment, 0, 60);
  const expected = predict(wasmEngine('float32'), run.layers, run.final, data.X);
  const got = await answers(onnx, Float32Array.from(data.X), data.features);
  expect(distance(got, Float64Array.from(expected))).toBeLessThan(1e-6);
});

test('of a network whose worker has died, what was recorded is saved; the rest says why not', async () => {
  await withSite('lab.html', async page => {
    await goToStep(page, 40);
    await page
      .workers()[0]
      .evaluate(() => self.close())
      .catch(() => {});
    await waitForStatus(page, 'The worker that trains it ended without a message');
    const [, dead] = /(\w+): The worker/.exec((await page.getByTestId('status').textContent())!)!;
    const other = dead === 'relu' ? 'sigmoid' : 'relu';
    await openTool(page, 'Share, export');
    const lack = `${dead}: The worker that trains it ended without a message`;
    expect(await page.getByRole('dialog').getByText(lack).count()).toBe(4);
    for (const suffix of ['onnx', 'safetensors', 'npz', 'tfevents']) {
      const button = page.getByRole('button', { name: `Save ${dead}.${suffix}` });
      expect(await button.isDisabled(), suffix).toBe(true);
    }
    const files = await savedFiles(page, [`${dead}.csv`, `${dead}.parquet`, `${other}.onnx`]);
    const [step] = readTable(files[`${dead}.csv`], 'a.csv');
    expect(Array.from(step.values, Number)).toContain(30);
  });
});
