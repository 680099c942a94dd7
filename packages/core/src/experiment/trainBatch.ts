import { type AnyDataset, isRegression } from '../data/dataset.ts';
import type { Table } from '../data/table.ts';
import { LANES, type LaneShape, Lanes } from '../engine/lanes.ts';
import { wasmEngine } from '../engine/wasm.ts';
import { modelOf } from '../network/model.ts';
import { Network } from '../network/network.ts';
import type { Parameters } from '../network/parameters.ts';
import { scheduleFactor } from '../training/schedule.ts';
import type { BatchRun } from './batchRun.ts';
import { type Evaluation, evaluate } from './evaluate.ts';
import { laneOf, laneShape } from './laneShape.ts';
import { type Prepared, prepare } from './prepare.ts';
import { LossRecord, type RunSummary, type SummaryOptions } from './runSummary.ts';
import type { Experiment } from './schema.ts';
import { SummaryTrainer } from './summaryTrainer.ts';

/**
 * Trains many networks and returns their summaries, in order, with the bits that a `Trainer` gives each
 * alone.
 *
 * Small networks of one shape, trained by plain gradient descent on all rows in float64, run side by side
 * through kernels that hold them in the first-level cache: far faster than one after the other, whatever
 * their data, starts, step sizes and penalties are. All others are trained one by one.
 *
 * @throws what `prepare` throws, at the first run for which it does
 */
export function trainBatch(runs: readonly BatchRun[], options: SummaryOptions = {}): RunSummary[] {
  const summaries: RunSummary[] = [];
  const groups = new Map<string, Group>();
  const preparedOf = rememberLast();
  for (const [at, run] of runs.entries()) {
    const { experiment, index = 0, table } = run;
    const prepared = preparedOf(experiment, table);
    if (!prepared.networks[index]) {
      const last = prepared.networks.length - 1;
      throw new RangeError(`runs[${at}].index: expected a network from 0 to ${last}, got ${index}`);
    }
    const shape = laneShape(experiment, prepared, index);
    if (!shape) {
      summaries[at] = trainAlone(run, options);
      continue;
    }
    const { steps, schedule } = experiment.training;
    const key = JSON.stringify([shape, steps, schedule]);
    const group = groups.get(key) ?? new Group(shape, options);
    groups.set(key, group);
    group.add({ experiment, prepared, index, done: summary => (summaries[at] = summary) });
  }
  for (const group of groups.values()) group.flush();
  return summaries;
}

/** Neighbouring runs often share data and start, for example if only the step size differs. */
function rememberLast(): (experiment: Experiment, table: Table | undefined) => Prepared {
  let last: { key: string; table: Table | undefined; prepared: Prepared } | undefined;
  return (experiment, table) => {
    const { seed, data, networks, training } = experiment;
    const key = JSON.stringify([seed, data, networks, training.loss, training.batch]);
    if (last?.key !== key || last.table !== table) {
      last = { key, table, prepared: prepare(experiment, table) };
    }
    return last.prepared;
  };
}

interface Member {
  readonly experiment: Experiment;
  readonly prepared: Prepared;
  readonly index: number;
  done(summary: RunSummary): void;
}

/** Networks of one shape, step count and schedule, which are trained as soon as they fill the lanes. */
class Group {
  private readonly lanes: Lanes;
  private readonly options: SummaryOptions;
  private members: Member[] = [];

  constructor(shape: LaneShape, options: SummaryOptions) {
    this.lanes = new Lanes(shape);
    this.options = options;
  }

  add(member: Member): void {
    this.members.push(member);
    if (this.members.length === LANES) this.flush();
  }

  /** Trains those that wait. */
  flush(): void {
    const { lanes, options, members } = this;
    this.members = [];
    if (members.length === 0) return;
    const { steps, schedule } = members[0].experiment.training;
    lanes.load(members.map(({ experiment, prepared, index }) => laneOf(experiment, prepared, index)));
    const records = members.map(() => new LossRecord(options, steps));
    lanes.train(
      steps,
      step => scheduleFactor(schedule, step, steps),
      (k, loss) => records[k]?.add(loss),
    );
    const gradients = lanes.firstGradients();
    const evaluations = lanes.evaluate();
    for (const [k, { prepared, index, done }] of members.entries()) {
      const { name, layers } = prepared.networks[index];
      const { loss, correct } = evaluations[k];
      const { data } = prepared;
      const final = () =>
        lanes.parameters(k).map((own, l) => ({ fanIn: layers[l].fanIn, fanOut: layers[l].width, ...own }));
      done({
        name,
        ...records[k].summary(),
        loss,
        accuracy: isRegression(data) ? Number.NaN : correct / data.samples,
        test: data.test ? evaluateOn(data.test, prepared, index, final()) : null,
        firstGradient: gradients[k],
        ...(options.final && { final: final(), layers }),
      });
    }
  }
}

function evaluateOn(
  data: AnyDataset,
  { loss, networks }: Prepared,
  index: number,
  final: Parameters,
): Evaluation {
  return evaluate(new Network(modelOf(wasmEngine(), networks[index].layers, final), data, { loss }), data);
}

function trainAlone(run: BatchRun, options: SummaryOptions): RunSummary {
  const trainer = new SummaryTrainer(run, options);
  while (!trainer.done) trainer.advance(run.experiment.training.steps + 1);
  return trainer.summary();
}
