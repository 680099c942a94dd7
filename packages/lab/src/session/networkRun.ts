import { type ReadonlySignal, signal } from '@preact/signals';
import type { History, Run, Table } from 'gradscope';
import { batchReport } from './batchReports.ts';
import { GrowingHistory } from './growingHistory.ts';
import { EMPTY_HISTORY } from './historyRows.ts';
import { type LifeWatch, nextLife, watchLife } from './life.ts';
import type { Answers, Command, Opened, Progress, Question, Report, Timeline } from './protocol.ts';
import { lastOf } from './timeline.ts';

export type RunStatus = 'opening' | 'idle' | 'running' | 'done' | 'diverged' | 'failed';

/** The state of a run as a page shows it. */
export interface RunState {
  readonly status: RunStatus;
  readonly step: number;
  readonly loss: number;
  /** The loss without the `l2` term. */
  readonly dataLoss: number;
  readonly accuracy: number;
  /** Why the run diverged or failed; otherwise empty. */
  readonly trouble: string;
}

const OPENING: RunState = {
  status: 'opening',
  step: 0,
  loss: Number.NaN,
  dataLoss: Number.NaN,
  accuracy: Number.NaN,
  trouble: '',
};

/** The message if a worker ends without one: a browser gives no reason. */
const DIED =
  'The worker that trains it ended without a message; perhaps the browser had no memory left for it. Restart trains it again.';

interface Asked {
  readonly resolve: (answer: never) => void;
  readonly reject: (error: Error) => void;
}

/** The page's side of the worker that trains one network. */
export class NetworkRun {
  readonly index: number;
  private readonly worker: Worker;
  private readonly watch: LifeWatch;
  private readonly onProgress: () => void;
  private readonly asked = new Map<number, Asked>();
  private readonly stateSignal = signal<RunState>(OPENING);
  private readonly openedSignal = signal<Opened | undefined>(undefined);
  private readonly historySignal = signal<History>(EMPTY_HISTORY);
  private readonly kept = new GrowingHistory();
  private timeline: Timeline;
  private lastId = 0;
  /** The numbers of the last command that moved the network and of the last that opened a timeline. */
  private order = 0;
  private openedBy = 0;

  /** @param onProgress called after every change of the state */
  constructor(timeline: Timeline, index: number, table: Table | undefined, onProgress: () => void) {
    this.index = index;
    this.timeline = timeline;
    this.onProgress = onProgress;
    const life = nextLife();
    this.worker = new Worker(new URL('./trainWorker.ts', import.meta.url), { type: 'module', name: life });
    this.watch = watchLife(life, () => this.fail(DIED));
    this.worker.onmessage = ({ data }: MessageEvent<Report>) => this.hear(data);
    this.worker.onerror = event => {
      event.preventDefault();
      this.fail(event.message || 'The worker did not start.');
    };
    this.open(timeline, table);
  }

  get state(): ReadonlySignal<RunState> {
    return this.stateSignal;
  }

  /** What the worker reported when it opened the run; undefined until then. */
  get opened(): ReadonlySignal<Opened | undefined> {
    return this.openedSignal;
  }

  /** The recorded history, including rows after the network's present step. */
  get history(): ReadonlySignal<History> {
    return this.historySignal;
  }

  get name(): string {
    return lastOf(this.timeline).networks[this.index].name;
  }

  /** True unless the worker has failed. */
  get isAlive(): boolean {
    return this.state.value.status !== 'failed';
  }

  /** Restarts at step 0. */
  open(timeline: Timeline, table: Table | undefined): void {
    this.timeline = timeline;
    this.openedBy = this.nextOrder();
    this.stateSignal.value = OPENING;
    this.historySignal.value = EMPTY_HISTORY;
    this.send({ kind: 'open', order: this.order, timeline, index: this.index, table });
  }

  fork(timeline: Timeline): void {
    this.timeline = timeline;
    this.send({ kind: 'fork', order: this.nextOrder(), timeline });
  }

  run(until: number, pace: number): void {
    this.send({ kind: 'run', order: this.nextOrder(), until, pace });
  }

  seek(step: number): void {
    this.send({ kind: 'seek', order: this.nextOrder(), step });
  }

  /** Asks the worker. Rejects with its message if it cannot answer, or if it has died. */
  ask<Kind extends Question['kind']>(question: Extract<Question, { kind: Kind }>): Promise<Answers[Kind]> {
    if (!this.isAlive) return Promise.reject(new Error(this.state.value.trouble));
    const id = ++this.lastId;
    this.send({ kind: 'ask', id, question });
    return new Promise((resolve, reject) => this.asked.set(id, { resolve, reject }));
  }

  /** The run so far, in the form that figures take; undefined while the worker starts. */
  asRun(): Run | undefined {
    const opened = this.opened.value;
    if (!opened) return undefined;
    const { step, loss, accuracy, status } = this.state.value;
    return {
      name: this.name,
      network: lastOf(this.timeline).networks[this.index],
      layers: opened.layers,
      initial: opened.initial,
      final: opened.initial,
      history: this.history.value,
      steps: step,
      interrupted: status !== 'done' && status !== 'diverged',
      divergedAt: status === 'diverged' ? step : null,
      broken: null,
      loss,
      accuracy,
      test: null,
    };
  }

  close(): void {
    this.watch.stop();
    this.worker.terminate();
    this.refuseAll('The run was closed.');
  }

  /** Numbers a command. The run counts as running until the worker reports this number. */
  private nextOrder(): number {
    const state = this.stateSignal.peek();
    const isKnown = state.status === 'opening' || (state.status === 'running' && state.trouble === '');
    if (!isKnown) this.stateSignal.value = { ...state, status: 'running', trouble: '' };
    return ++this.order;
  }

  private send(command: Command): void {
    this.worker.postMessage(command);
  }

  private hear(report: Report): void {
    this.watch.begin();
    switch (report.kind) {
      case 'opened':
        if (report.order === this.openedBy) this.openedSignal.value = report.opened;
        break;
      case 'progress':
        this.send({ kind: 'received' });
        batchReport(() => {
          if (report.progress.order >= this.openedBy) this.accept(report.progress);
        }, report.progress.idle);
        break;
      case 'answer':
        this.take(report.id)?.resolve(report.answer as never);
        break;
      case 'refusal':
        this.take(report.id)?.reject(new Error(report.message));
        break;
      case 'failed':
        this.fail(report.message);
        break;
    }
  }

  private accept({ order, step, loss, dataLoss, accuracy, idle, ended, rows }: Progress): void {
    if (rows) this.historySignal.value = this.kept.put(rows.from, rows.history);
    const isObeyed = order === this.order;
    const status = isObeyed && idle ? (ended?.kind ?? 'idle') : 'running';
    const trouble = isObeyed && ended?.kind === 'diverged' ? divergenceText(step, ended) : '';
    this.stateSignal.value = { status, step, loss, dataLoss, accuracy, trouble };
    this.onProgress();
  }

  private take(id: number): Asked | undefined {
    const asked = this.asked.get(id);
    this.asked.delete(id);
    return asked;
  }

  private fail(trouble: string): void {
    this.stateSignal.value = { ...this.state.value, status: 'failed', trouble };
    this.refuseAll(trouble);
    this.onProgress();
  }

  private refuseAll(message: string): void {
    for (const { reject } of this.asked.values()) reject(new Error(message));
    this.asked.clear();
  }
}

type Diverged = Extract<NonNullable<Progress['ended']>, { kind: 'diverged' }>;

function divergenceText(step: number, { loss, broken }: Diverged): string {
  const where = broken
    ? `; layer ${broken.layer} broke first: its ${broken.quantity} has ${broken.value}`
    : '';
  return `Diverged at step ${step}: the loss is ${loss}${where}.`;
}
