import { batch, computed, type ReadonlySignal, signal } from '@preact/signals';
import type { AnyDataset, Run, Table } from 'gradscope';
import { ceilings } from './lockstep.ts';
import { NetworkRun } from './networkRun.ts';
import type { Timeline } from './protocol.ts';
import { Speedometer } from './speedometer.ts';
import { lastOf, stepsOf } from './timeline.ts';

/** The largest number of networks trained side by side. */
export const MOST_NETWORKS = 4;

/**
 * The networks of an experiment, each in its own worker. They play, pause, step and go back together, and
 * wait at the same step. If a worker fails, the others go on without it.
 */
export class Session {
  private readonly runsSignal = signal<readonly NetworkRun[]>([]);
  private readonly timelineSignal = signal<Timeline | undefined>(undefined);
  private readonly playingSignal = signal(false);
  private readonly speedSignal = signal(0);
  private readonly speedometers = new Map<NetworkRun, Speedometer>();
  /** The target step, the speed limit, and the step each network may train to at present. */
  private goal = 0;
  private pace = Number.POSITIVE_INFINITY;
  private readonly limits = new Map<NetworkRun, number>();
  /** The last target asked for during a seek; it is the next one. */
  private wanted: number | undefined;
  private isSeeking = false;
  /** The step to end at. A stopped network may have passed it, and then all seek back to it. */
  private landing: number | undefined;
  /** True if playing resumes once the target is reached. */
  private playsOn = false;

  get runs(): ReadonlySignal<readonly NetworkRun[]> {
    return this.runsSignal;
  }

  get timeline(): ReadonlySignal<Timeline | undefined> {
    return this.timelineSignal;
  }

  /** True until training is paused or complete. */
  get playing(): ReadonlySignal<boolean> {
    return this.playingSignal;
  }

  /** The mean steps per second of the networks. */
  get speed(): ReadonlySignal<number> {
    return this.speedSignal;
  }

  /** The step of the slowest network that can still train. */
  readonly step: ReadonlySignal<number> = computed(() => {
    const steps = this.movable.map(run => run.state.value.step);
    const others = this.runs.value.map(run => run.state.value.step);
    return steps.length > 0 ? Math.min(...steps) : Math.max(0, ...others);
  });

  /** The slowest network's step while they play or once they are done; otherwise the target step. */
  get destination(): number {
    return this.playing.peek() || this.isOver.peek() ? this.step.peek() : this.goal;
  }

  /** The last step reached since the start. */
  readonly farthest: ReadonlySignal<number> = computed(() => {
    const recorded = this.runs.value.map(run => run.history.value.step.at(-1) ?? 0);
    return Math.max(this.step.value, ...recorded);
  });

  /** True if every network has reached its end. */
  readonly isOver: ReadonlySignal<boolean> = computed(
    () => this.runs.value.length > 0 && this.movable.length === 0,
  );

  /** The dataset that all networks learn, once the first worker has made it. */
  readonly data: ReadonlySignal<AnyDataset | undefined> = computed(
    () => this.runs.value.find(run => run.opened.value)?.opened.value?.data,
  );

  /** The runs that have recorded rows, in the form that figures take. */
  readonly drawable: ReadonlySignal<readonly Run[]> = computed(() =>
    this.runs.value.flatMap(run => {
      const drawn = run.history.value.step.length > 0 ? run.asRun() : undefined;
      return drawn ? [drawn] : [];
    }),
  );

  /** Restarts at step 0, and plays on if it was playing. */
  open(timeline: Timeline, table?: Table): void {
    const { length } = lastOf(timeline).networks;
    const kept = this.runs.value.filter(run => run.isAlive && run.index < length);
    for (const run of this.runs.value) if (!kept.includes(run)) run.close();
    const listen = () => this.drive();
    batch(() => {
      this.timelineSignal.value = timeline;
      for (const run of kept) run.open(timeline, table);
      this.runsSignal.value = Array.from(
        { length },
        (_, index) => kept.find(run => run.index === index) ?? new NetworkRun(timeline, index, table, listen),
      );
      this.speedSignal.value = 0;
    });
    this.speedometers.clear();
    this.aim(this.playing.value ? stepsOf(timeline) : 0);
  }

  /** Goes on from the timeline's last stretch, and drops the rows recorded after its start. */
  fork(timeline: Timeline): void {
    this.timelineSignal.value = timeline;
    for (const run of this.alive) run.fork(timeline);
    this.aim(this.playing.value ? stepsOf(timeline) : timeline.at(-1)!.from);
  }

  play(): void {
    if (!this.timeline.value) return;
    this.playingSignal.value = true;
    this.wanted = undefined;
    this.aim(stepsOf(this.timeline.value));
  }

  /** Stops at the fastest network's step; the others train up to it. */
  pause(): void {
    this.playingSignal.value = false;
    if (!this.isSeeking) this.aim(Math.max(0, ...this.movable.map(run => run.state.value.step)));
  }

  /** Trains `count` more steps, then waits. */
  advance(count: number): void {
    this.goTo(this.step.value + count);
  }

  /** Goes to a step, either by training up to it or by going back to it. */
  goTo(step: number): void {
    if (!this.timeline.value) return;
    const target = Math.max(0, Math.min(step, stepsOf(this.timeline.value)));
    this.playingSignal.value = false;
    this.wanted = undefined;
    const ahead = this.alive.some(run => run.state.value.step > target);
    if (ahead) this.seek(target);
    else this.aim(target, target);
  }

  /** Goes to a step like {@link goTo}, then plays from there unless another command comes first. */
  goOnFrom(step: number): void {
    this.goTo(step);
    this.playsOn = true;
  }

  /** Limits the steps per second; `Infinity` sets no limit. */
  setPace(stepsPerSecond: number): void {
    this.pace = stepsPerSecond;
    this.limits.clear();
    this.drive();
  }

  close(): void {
    for (const run of this.runs.value) run.close();
    this.runsSignal.value = [];
  }

  private get alive(): NetworkRun[] {
    return this.runs.value.filter(run => run.isAlive);
  }

  /** The networks that can still train. */
  private get movable(): NetworkRun[] {
    return this.runs.value.filter(run => !['failed', 'done', 'diverged'].includes(run.state.value.status));
  }

  private seek(step: number): void {
    if (this.isSeeking) {
      this.wanted = step;
      return;
    }
    this.isSeeking = true;
    this.goal = step;
    for (const run of this.alive) run.seek(step);
  }

  private aim(goal: number, landing?: number): void {
    this.playsOn = false;
    this.landing = landing;
    this.isSeeking = false;
    this.goal = goal;
    this.limits.clear();
    for (const { speedometer } of this.measured) speedometer.reset();
    this.drive();
  }

  private get measured() {
    return this.movable.map(run => {
      const speedometer = this.speedometers.get(run) ?? new Speedometer();
      this.speedometers.set(run, speedometer);
      return { run, speedometer };
    });
  }

  /**
   * Runs after every change: raises the limits of all networks together, or ends the motion at the target.
   */
  private drive(): void {
    if (this.isSeeking) {
      this.settleSeek();
      return;
    }
    const now = performance.now();
    const pacers = this.measured.map(({ run, speedometer }) => {
      speedometer.measure(run.state.value.step, now);
      return { run, step: run.state.value.step, speed: speedometer.speed };
    });
    this.speedSignal.value = pacers.reduce((sum, { speed }) => sum + speed, 0) / Math.max(1, pacers.length);
    // A stopped network may already be ahead of its last report; the others then train up to it.
    if (!this.playing.value) this.goal = Math.max(this.goal, ...pacers.map(({ step }) => step));
    if (pacers.every(({ step }) => step >= this.goal) && !this.isOpening) this.arrive();
    if (this.isSeeking) return;
    for (const [i, ceiling] of ceilings(pacers, this.goal).entries()) this.raiseLimit(pacers[i].run, ceiling);
  }

  private raiseLimit(run: NetworkRun, ceiling: number): void {
    if (ceiling <= (this.limits.get(run) ?? -1)) return;
    this.limits.set(run, ceiling);
    run.run(ceiling, this.pace);
  }

  private get isOpening(): boolean {
    return this.runs.value.some(run => run.state.value.status === 'opening');
  }

  private arrive(): void {
    const { landing } = this;
    this.landing = undefined;
    if (landing !== undefined && this.goal > landing) {
      this.seek(landing);
      return;
    }
    if (this.playsOn && !this.isOver.value) {
      this.play();
      return;
    }
    this.playingSignal.value = false;
    this.speedSignal.value = 0;
  }

  private settleSeek(): void {
    const there = this.alive.every(run => {
      const { status, step } = run.state.value;
      return status === 'diverged' ? step <= this.goal : status !== 'running' && step === this.goal;
    });
    if (!there) return;
    this.isSeeking = false;
    const { wanted } = this;
    this.wanted = undefined;
    if (wanted !== undefined) this.goTo(wanted);
  }
}
