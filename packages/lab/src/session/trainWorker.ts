// A worker that trains one network and reports to the page. It is busy for at most SLICE ms at a time (or one
// step, if that takes longer), and sends no report before the page has received the last one.
import {
  type AnyDataset,
  isRegression,
  loadData,
  loadLayers,
  type Network,
  type RegressionDataset,
  wasmEngine,
} from 'gradscope';
import { activationsOf, Inspector, startingSignalOf } from './inspect.ts';
import { holdLife } from './life.ts';
import { NetworkTraining } from './networkTraining.ts';
import { Pace } from './pace.ts';
import {
  type Answers,
  type Command,
  type Ended,
  type Opened,
  type Question,
  type Report,
  transferables,
} from './protocol.ts';

const SLICE = 12;
/** Time between two reports, in ms. */
const REPORT_EVERY = 40;
/**
 * Time between two reports with recorded rows, in ms. It grows if collecting the rows takes over a twentieth
 * of the time.
 */
const ROWS_EVERY = 100;
const ROWS_SHARE = 1 / 20;

/** Without WebAssembly SIMD, the reference engine is used: slower, with the same bits in float64. */
const engine = hasWasmEngine() ? 'wasm' : 'reference';

function hasWasmEngine(): boolean {
  try {
    wasmEngine();
    return true;
  } catch {
    return false;
  }
}

type Opening = Extract<Command, { kind: 'open' }>;

let opening: Opening | undefined;
let training: NetworkTraining | undefined;
let inspector = new Inspector();
let ended: Ended | undefined;
let goal = { until: 0, pace: Number.POSITIVE_INFINITY };
/** The number of the last command that moved the network. */
let order = 0;
let pace = new Pace(Number.POSITIVE_INFINITY, 0);
let [reportedAt, rowsAt, rowsEvery] = [0, 0, ROWS_EVERY];
let isAwaited = false;
/** True if the page does not know yet that the worker is idle. */
let isIdleUnreported = false;

const turns = new MessageChannel();
turns.port1.onmessage = () => guarded(turn);
/** The next turn: either posted already, or the timer that will post it. */
let coming: 'now' | ReturnType<typeof setTimeout> | undefined;

/**
 * Obeys commands in their order, even if one waits for its data. The first waits for the lock by which the
 * page sees this worker die.
 */
let obeyed = holdLife(self.name);
addEventListener('message', ({ data }: MessageEvent<Command>) => {
  obeyed = obeyed.then(() => guarded(() => obey(data)));
});

async function obey(command: Command): Promise<void> {
  if ('order' in command) order = command.order;
  switch (command.kind) {
    case 'open':
      await open(command);
      break;
    case 'fork':
      opening = { ...opening!, timeline: command.timeline };
      training!.fork(command.timeline);
      aim(command.timeline.at(-1)!.from, Number.POSITIVE_INFINITY);
      break;
    case 'run':
      aim(command.until, command.pace);
      break;
    case 'seek':
      training!.goBack(command.step);
      aim(command.step, Number.POSITIVE_INFINITY);
      break;
    case 'ask':
      answer(command.id, command.question);
      break;
    case 'received':
      isAwaited = false;
      takeTurn();
      break;
  }
}

async function open(command: Opening): Promise<void> {
  opening = command;
  inspector = new Inspector();
  training = undefined;
  const [{ experiment }] = command.timeline;
  await Promise.all([loadData(experiment.data), loadLayers(experiment.networks)]);
  training = new NetworkTraining(command.timeline, command.index, command.table, engine);
  const { network } = training;
  const layers = network.layers.map(({ settings }) => settings);
  const data = network.data as AnyDataset;
  send({
    kind: 'opened',
    order,
    opened: {
      data,
      layers,
      initial: network.parameters(),
      engine,
      constantLoss: constantLossOf(network, data),
    },
  });
  aim(0, Number.POSITIVE_INFINITY);
}

function constantLossOf({ loss }: Network, data: AnyDataset): Opened['constantLoss'] {
  if (!isRegression(data) || loss !== 'meanSquaredError') return undefined;
  return { training: varianceOf(data), ...(data.test && { test: varianceOf(data.test) }) };
}

/** The mean variance over the outputs. It equals `baselineOf`, without the code of all losses. */
function varianceOf({ targets, outputs }: RegressionDataset): number {
  const means = new Float64Array(outputs);
  const answers = targets.length / outputs;
  for (const [i, target] of targets.entries()) means[i % outputs] += target / answers;
  return targets.reduce((sum, target, i) => sum + (target - means[i % outputs]) ** 2, 0) / targets.length;
}

function aim(until: number, stepsPerSecond: number): void {
  if (stepsPerSecond !== goal.pace || !isBusy()) pace = new Pace(stepsPerSecond, performance.now());
  goal = { until, pace: stepsPerSecond };
  ended = undefined;
  isIdleUnreported = true;
  takeTurn();
}

function isBusy(): boolean {
  return training !== undefined && !training.done && training.step < goal.until;
}

function takeTurn(delay = 0): void {
  if (coming === 'now') return;
  clearTimeout(coming);
  if (delay > 0) coming = setTimeout(() => guarded(turn), delay);
  else {
    coming = 'now';
    turns.port2.postMessage(undefined);
  }
}

function turn(): void {
  coming = undefined;
  const end = performance.now() + SLICE;
  for (let now = end - SLICE; isBusy() && now < end && pace.wait(now) === 0; now = performance.now()) {
    training!.advance();
    pace.take();
  }
  report();
  if (isBusy()) takeTurn(pace.wait(performance.now()));
}

function report(): void {
  const now = performance.now();
  const idle = !isBusy();
  if (!training || isAwaited || (idle ? !isIdleUnreported : now < reportedAt + REPORT_EVERY)) return;
  if (training.done) ended ??= training.ended;
  const rows = idle || now >= rowsAt + rowsEvery ? training.takeRows() : undefined;
  const { step, loss, dataLoss, accuracy } = training;
  reportedAt = performance.now();
  if (rows) {
    rowsAt = reportedAt;
    rowsEvery = Math.max(ROWS_EVERY, (reportedAt - now) / ROWS_SHARE);
  }
  isAwaited = true;
  isIdleUnreported = !idle;
  send(
    { kind: 'progress', progress: { order, step, loss, dataLoss, accuracy, idle, ended, rows } },
    rows && transferables(rows.history),
  );
}

function answer(id: number, question: Question): void {
  try {
    send({ kind: 'answer', id, answer: answerTo(question) });
  } catch (error) {
    send({ kind: 'refusal', id, message: messageOf(error) });
  }
}

function answerTo(question: Question): Answers[keyof Answers] {
  const { network, step } = training!;
  switch (question.kind) {
    case 'outputs':
      return inspector.outputs(network, question.points, question.layer);
    case 'parameters':
      return inspector.parameters(network, step);
    case 'activations':
      return activationsOf(network, question.most);
    case 'startingSignal':
      return startingSignalOf(opening!.timeline[0].experiment, opening!.index, opening!.table, question);
  }
}

async function guarded(work: () => void | Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    training = undefined;
    send({ kind: 'failed', message: messageOf(error) });
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function send(message: Report, transfer: Transferable[] = []): void {
  postMessage(message, { transfer });
}
