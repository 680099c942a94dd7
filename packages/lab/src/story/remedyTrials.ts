import { batch, computed, effect, type ReadonlySignal, signal } from '@preact/signals';
import { findResult, keepResult, resultKey } from '../saved/keptResults.ts';
import { Session } from '../session/session.ts';
import { deepSigmoid, FIRST_DEPTH, REMEDIES } from './experiments.ts';
import { type Outcome, outcomeAt, type Verdict, verdictOf } from './measured.ts';
import { Playback } from './playback.ts';

/** The results of one remedy up to the last step that both networks have reached. */
export interface Trial {
  readonly title: string;
  readonly broken: Outcome;
  readonly remedied: Outcome;
  readonly verdict: Verdict;
  readonly isOver: boolean;
}

/** The approximate size of a kept trial, in bytes. */
const TRIAL_BYTES = 400;

const keyOf = (depth: number, index: number): string =>
  resultKey('trial', deepSigmoid(depth), REMEDIES[index].of(depth));

/** Steps per second, slow enough to watch. */
const PACE = 500;

/** Tries one remedy after the other, each beside the broken network, both from step 0. */
export class RemedyTrials {
  readonly broken = new Session();
  readonly remedied = new Session();
  readonly playback = new Playback(this.broken, this.remedied);
  private readonly chosenSignal = signal(0);
  private readonly endedSignal = signal<readonly Trial[]>([]);
  /** The last finished trial. */
  private readonly concluded = signal<Trial | undefined>(undefined);
  private waiting: number[] = [];
  private depth = FIRST_DEPTH;
  private isOpen = false;

  constructor() {
    effect(() => this.conclude());
  }

  /** The index of the present remedy. */
  get chosen(): ReadonlySignal<number> {
    return this.chosenSignal;
  }

  /** The present trial; undefined until both networks have recorded rows. */
  readonly current: ReadonlySignal<Trial | undefined> = computed(() => {
    const histories = [this.broken, this.remedied].map(({ runs }) => runs.value[0]?.history.value);
    const [broken, remedied] = histories;
    if (!broken || !remedied) return undefined;
    const step = Math.min(broken.step.at(-1) ?? -1, remedied.step.at(-1) ?? -1);
    const [before, after] = [outcomeAt(broken, step), outcomeAt(remedied, step)];
    if (!before || !after) return undefined;
    const { title } = REMEDIES[this.chosen.value];
    const hasDiverged = this.remedied.runs.value[0].state.value.status === 'diverged';
    const end = hasDiverged ? { ...after, loss: Number.NaN } : after;
    return {
      title,
      broken: before,
      remedied: end,
      verdict: verdictOf(before, end),
      isOver: this.playback.isOver.value,
    };
  });

  /** All trials; the present one comes last. */
  readonly all: ReadonlySignal<readonly Trial[]> = computed(() => {
    const { value } = this.current;
    const others = this.endedSignal.value.filter(({ title }) => title !== value?.title);
    return value ? [...others, value] : others;
  });

  /** The text for the live region when a trial has finished. */
  readonly announcement: ReadonlySignal<string> = computed(() => {
    const trial = this.concluded.value;
    return trial ? `${trial.title} ${trial.verdict}.` : '';
  });

  /** Shows the results that this browser has kept for the present network. */
  private async loadKept(): Promise<void> {
    const { depth } = this;
    const kept = await Promise.all(REMEDIES.map((_, i) => findResult<Trial>(keyOf(depth, i))));
    if (depth !== this.depth) return;
    const known = new Set(this.endedSignal.peek().map(({ title }) => title));
    const found = kept.filter(trial => trial !== undefined).filter(({ title }) => !known.has(title));
    this.endedSignal.value = [...found, ...this.endedSignal.peek()];
  }

  /** Starts the workers once the figure is visible. */
  enter(): () => void {
    if (!this.isOpen) {
      this.isOpen = true;
      this.open();
      void this.loadKept();
    }
    return this.playback.enter();
  }

  /** Changes the depth of the broken network and drops the results for the old one. */
  setDepth(depth: number): void {
    if (depth === this.depth) return;
    this.depth = depth;
    this.waiting = [];
    this.endedSignal.value = [];
    if (!this.isOpen) return;
    this.open();
    void this.loadKept();
  }

  choose(index: number): void {
    this.waiting = [];
    this.begin(index);
  }

  tryAll(): void {
    const [first, ...others] = REMEDIES.keys();
    this.waiting = others;
    this.begin(first);
  }

  private begin(index: number): void {
    this.isOpen = true;
    // One batch, so that no figure shows one remedy's results under the next one's name.
    batch(() => {
      this.chosenSignal.value = index;
      this.endedSignal.value = this.endedSignal.peek().filter(({ title }) => title !== REMEDIES[index].title);
      this.open();
    });
    this.playback.play();
  }

  private open(): void {
    batch(() => {
      for (const session of this.playback.sessions) session.setPace(PACE);
      this.broken.open([{ from: 0, experiment: deepSigmoid(this.depth) }]);
      this.remedied.open([{ from: 0, experiment: REMEDIES[this.chosen.peek()].of(this.depth) }]);
    });
  }

  /** Keeps a finished trial's results and starts the next one. */
  private conclude(): void {
    const trial = this.current.value;
    if (!trial?.isOver || this.endedSignal.peek().some(({ title }) => title === trial.title)) return;
    this.endedSignal.value = [...this.endedSignal.peek(), trial];
    this.concluded.value = trial;
    void keepResult(keyOf(this.depth, this.chosen.peek()), trial, TRIAL_BYTES);
    const next = this.waiting.shift();
    if (next !== undefined) queueMicrotask(() => this.begin(next));
  }
}
