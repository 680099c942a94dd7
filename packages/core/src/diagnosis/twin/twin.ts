import type { Table } from '../../data/table.ts';
import { ExperimentError } from '../../experiment/experimentError.ts';
import { parseExperiment } from '../../experiment/parseExperiment.ts';
import type { Experiment } from '../../experiment/schema.ts';
import type { ImportedRun } from '../../log/importedRun.ts';
import type { RunDetail } from '../../log/runDetail.ts';
import { playerOf } from '../log/game.ts';
import { type DenseChain, type DenseLayer, denseChainOf } from './denseChain.ts';
import { loggedClip } from './loggedClip.ts';
import { finite } from './loggedSpread.ts';
import { TwinError } from './twinError.ts';
import { twinInputs } from './twinInputs.ts';
import { twinOptimizer } from './twinOptimizer.ts';
import { twinStart } from './twinStart.ts';
import { INPUTS, TARGETS, twinTable } from './twinTable.ts';
import { type TwinTask, twinTask } from './twinTask.ts';

/** An experiment with the dense layers of a logged run, on data of the same sizes. Plain data. */
export interface Twin {
  readonly experiment: Experiment;
  /** The generated data: the contents of `experiment.data.file`. */
  readonly table: Table;
  /** The run's layers that the twin has, first and last, as the log counts them, from 1. */
  readonly range: readonly [first: number, last: number];
  /** Features, units of each hidden layer, outputs. */
  readonly widths: readonly number[];
  readonly samples: number;
  /** ‖δ[l]‖ / ‖δ[l+1]‖ of hidden layers in the first logged step; NaN if it was not logged. */
  readonly factors: readonly number[];
  /** The known differences from the run, besides the data. */
  readonly differences: readonly string[];
}

/** Number of batches that make the twin's data if the run saw new data at every step. */
const BATCHES = 8;
const FEWEST_SAMPLES = 256;
const FEWEST_OF_CLASS = 20;
/** Numbers of the inputs, at most. */
const MOST_INPUTS = 4e6;
const SEED = 0;
/** The experiment's name for its data file until it is written elsewhere. */
const FILE = 'twin.npz';

/**
 * The twin of an imported run: the chain of dense layers at its output with the same widths, activations,
 * sizes of weights, optimizer, batches and steps, on generated, learnable data with the same sizes of inputs
 * and targets.
 *
 * @throws TwinError for a log of schema 1, layers other than dense ones, which it names, or anything else
 *   that a twin cannot have
 */
export function twinOf(run: ImportedRun): Twin {
  const { detail } = run;
  if (!detail) {
    throw new TwinError(
      `${run.name}: expected a log of schema 2, which gradscope logger writes, got one that does not say optimizer, shapes and scales`,
    );
  }
  if (playerOf(run)) {
    throw new TwinError(`${run.name}: the twin trains alone; yours plays against another network`);
  }
  const chain = denseChainOf(run, detail);
  const task = twinTask(run, detail, chain);
  const inputs = twinInputs(run, detail, chain);
  const isFull = seesAll(detail);
  const samples = isFull ? chain.batch : samplesFor(chain, task);
  const isStraight = chain.layers.every(({ activation }) => (activation ?? IDENTITY).kind === 'identity');
  return {
    experiment: experimentOf(run, detail, { chain, task, isFull }),
    table: twinTable(inputs, task.targets, { samples, seed: SEED, isStraight }),
    range: chain.range,
    widths: [chain.layers[0].fanIn, ...chain.layers.map(({ width }) => width)],
    samples,
    factors: factorsOf(detail, chain.layers),
    differences: differencesOf(detail),
  };
}

const IDENTITY = { kind: 'identity' } as const;

interface Parts {
  readonly chain: DenseChain;
  readonly task: TwinTask;
  readonly isFull: boolean;
}

function experimentOf(run: ImportedRun, detail: RunDetail, { chain, task, isFull }: Parts): Experiment {
  const { optimizer, l2 } = twinOptimizer(run, detail);
  const kind = task.targets.kind === 'classes' ? 'classification' : 'regression';
  const document = {
    seed: SEED,
    data: { kind: 'table', file: FILE, target: TARGETS, features: [INPUTS], task: kind },
    networks: [networkOf(run, detail, chain, task)],
    training: {
      optimizer,
      ...loggedClip(detail),
      ...(l2 > 0 && { l2 }),
      steps: stepsOf(run),
      batch: isFull ? 'full' : chain.batch,
      loss: task.loss,
    },
    record: { every: 'log' },
    precision: precisionOf(run, detail),
  };
  try {
    return parseExperiment(document);
  } catch (error) {
    if (!(error instanceof ExperimentError)) throw error;
    throw new TwinError(`${run.name}: expected what an experiment can hold, got ${error.message}`);
  }
}

function networkOf(run: ImportedRun, detail: RunDetail, { layers }: DenseChain, { output: end }: TwinTask) {
  const starts = layers.map(layer => twinStart(run, detail, layer));
  const output = starts[starts.length - 1];
  const hidden = layers.slice(0, -1);
  const activation = mostCommon(hidden.map(layer => layer.activation ?? IDENTITY)) ?? IDENTITY;
  if (layers.some(({ bias }) => bias !== layers[0].bias)) {
    throw new TwinError(`${run.name}: expected biases in all dense layers or in none, got them in some`);
  }
  return {
    name: networkName(run.name),
    hidden: hidden.map((layer, l) => {
      const own = {
        ...(!isSame(layer.activation ?? IDENTITY, activation) && {
          activation: layer.activation ?? IDENTITY,
        }),
        ...(!isSame(starts[l], output) && { init: starts[l] }),
        ...(layer.normalization !== 'none' && { normalization: layer.normalization }),
        ...(layer.dropout > 0 && { dropout: layer.dropout }),
      };
      return Object.keys(own).length > 0 ? { width: layer.width, ...own } : layer.width;
    }),
    activation,
    init: output,
    bias: layers[0].bias,
    ...(end !== 'identity' && { output: { activation: end } }),
  };
}

/** Settings are plain data. */
const isSame = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

function mostCommon<T>(values: readonly T[]): T | undefined {
  const count = (value: T) => values.filter(other => isSame(other, value)).length;
  return [...values].sort((a, b) => count(b) - count(a))[0];
}

/** The part of a run's name that is valid as a network's name. */
function networkName(name: string): string {
  const allowed = name
    .replace(/[^A-Za-z0-9_.-]+/g, '-')
    .replace(/^[^A-Za-z0-9]+/, '')
    .slice(0, 64);
  return allowed === '' ? 'twin' : allowed;
}

function precisionOf({ name }: ImportedRun, { dtype }: RunDetail): 'float32' | 'float64' {
  if (dtype === 'float32' || dtype === 'float64') return dtype;
  throw new TwinError(
    `${name}: expected float32 or float64, in which the twin computes, got ${dtype ?? 'none'}`,
  );
}

/** The steps that the log covers. */
function stepsOf({ series }: ImportedRun): number {
  const last = Object.values(series).map(({ step }) => step[step.length - 1] ?? 0);
  return Math.max(0, ...last) + 1;
}

/** Whether every step saw all rows: then the inputs of all steps have one mean and one deviation. */
function seesAll({ runSeries }: RunDetail): boolean {
  const isOne = (values: readonly number[]) =>
    values.length > 1 && values.every(value => value === values[0]);
  return isOne(finite(runSeries.inputs_mean)) && isOne(finite(runSeries.inputs_std));
}

function samplesFor({ batch, layers }: DenseChain, { targets }: TwinTask): number {
  const classes = targets.kind === 'classes' ? targets.shares.length : 0;
  const wanted = Math.max(BATCHES * batch, FEWEST_SAMPLES, FEWEST_OF_CLASS * classes);
  return Math.max(batch, 2 * classes, Math.min(wanted, Math.floor(MOST_INPUTS / layers[0].fanIn)));
}

function factorsOf({ moduleSeries }: RunDetail, layers: readonly DenseLayer[]): number[] {
  const { delta_norm } = moduleSeries;
  const norms = layers.map(({ module }) => (delta_norm ? delta_norm.values[module] : Number.NaN));
  return norms.slice(1).map((above, l) => norms[l] / above);
}

function differencesOf({ runSeries }: RunDetail): string[] {
  const rates = finite(runSeries.lr);
  return rates.some(rate => rate !== rates[0]) ? ['its step size stays as it began'] : [];
}
