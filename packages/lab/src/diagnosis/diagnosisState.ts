import { effect, type ReadonlySignal, signal } from '@preact/signals';
import type { Verdict } from 'gradscope';
import type { NetworkRun } from '../session/networkRun.ts';
import { lastOf } from '../session/timeline.ts';
import type { LabState } from '../state/labState.ts';
import { Diagnoser, type DiagnosisListener } from './diagnoser.ts';
import type { DiagnosisProgress } from './diagnosisMessages.ts';
import { type Finding, newFinding, type Proof } from './finding.ts';
import { milestoneReached } from './milestones.ts';
import { isNews, outcomeOf } from './outcome.ts';

/**
 * Diagnoses the networks of the lab as they train: each time one reaches a milestone, its first steps are run
 * again in a worker and diagnosed. For a fork, the diagnosis covers the changed experiment from its own
 * start.
 */
export class DiagnosisState {
  private readonly lab: LabState;
  private readonly watching = new Diagnoser();
  private readonly proving = new Diagnoser();
  private readonly findingsSignal = signal<readonly Finding[]>([]);
  private isWatching = false;
  private readonly endEffects: readonly (() => void)[];

  constructor(lab: LabState) {
    this.lab = lab;
    this.endEffects = [effect(() => this.begin()), effect(() => this.follow())];
  }

  get findings(): ReadonlySignal<readonly Finding[]> {
    return this.findingsSignal;
  }

  /** Tries and proves remedies for a network, in as many steps as its verdict is based on. */
  prove(index: number): void {
    const { diagnosed } = this.findingsSignal.peek()[index];
    let verdict: Verdict | undefined;
    const change = (state: Proof['state'], progress?: DiagnosisProgress) =>
      this.change(index, { proof: { state, verdict, ...(progress && { progress }) } });
    change('running');
    this.ask(this.proving, index, diagnosed, true, {
      onProgress: progress => change('running', progress),
      onVerdict: (found, isWhole) => {
        verdict = found;
        change(isWhole ? 'done' : 'running');
      },
      onComplaint: trouble => {
        change('stopped');
        this.change(index, { trouble });
      },
    });
  }

  /** Gives the search up; its results so far stay. */
  stopProving(index: number): void {
    this.proving.stop();
    const { verdict } = this.findingsSignal.peek()[index].proof;
    this.change(index, { proof: { state: 'stopped', verdict } });
  }

  close(): void {
    for (const end of this.endEffects) end();
    this.watching.stop();
    this.proving.stop();
  }

  /** For another experiment: all findings about the last one are dropped. */
  private begin(): void {
    const timeline = this.lab.session.timeline.value;
    this.watching.stop();
    this.proving.stop();
    this.isWatching = false;
    this.findingsSignal.value = timeline
      ? lastOf(timeline).networks.map(({ name }, i) => newFinding(name, i))
      : [];
  }

  /** A network has moved: perhaps to its next milestone. */
  private follow(): void {
    const timeline = this.lab.session.timeline.value;
    if (!timeline) return;
    const { steps } = lastOf(timeline).training;
    const inPassing = this.lab.session.playing.value && this.lab.url.value.speed === 'max';
    for (const run of this.lab.session.runs.value) {
      this.note(run);
      const reached = milestoneReached(run.state.value, steps, inPassing);
      const finding = this.findingsSignal.peek()[run.index];
      if (finding && reached > finding.wanted) this.change(run.index, { wanted: reached });
    }
    this.watch();
  }

  /** Notes the outcome of a network, if it has changed. */
  private note(run: NetworkRun): void {
    const state = run.state.value;
    const [data, before] = [this.lab.session.data.peek(), this.findingsSignal.peek()[run.index]?.outcome];
    if (!data || state.step === 0 || state.status === 'opening' || state.status === 'failed') return;
    const outcome = outcomeOf(state, run.history.peek(), this.lab.experiment.peek(), data);
    if (isNews(before, outcome, state.status === 'idle')) this.change(run.index, { outcome });
  }

  /** Diagnoses the next network that has passed a milestone since its last diagnosis. */
  private watch(): void {
    if (this.isWatching) return;
    const next = this.findingsSignal
      .peek()
      .find(({ wanted, diagnosed, trouble }) => wanted > diagnosed && !trouble);
    if (!next) return;
    const { index, wanted } = next;
    this.isWatching = true;
    const end = (changes: Partial<Finding>) => {
      this.isWatching = false;
      this.change(index, { diagnosed: wanted, ...changes });
      this.watch();
    };
    this.ask(this.watching, index, wanted, false, {
      onVerdict: verdict => {
        end({ verdict });
        if (!verdict.healthy) void this.loadKeptProof(index, wanted);
      },
      onComplaint: trouble => end({ trouble }),
    });
  }

  private ask(
    diagnoser: Diagnoser,
    index: number,
    steps: number,
    remedies: boolean,
    listener: DiagnosisListener,
  ): void {
    const question = {
      experiment: this.lab.experiment.peek(),
      index,
      steps,
      remedies,
      table: this.lab.table,
    };
    void diagnoser.diagnose(question, this.lab.rowsKey, listener);
  }

  /** Shows remedies that were tried before on the same network in as many steps. */
  private async loadKeptProof(index: number, steps: number): Promise<void> {
    const experiment = this.lab.experiment.peek();
    const question = { experiment, index, steps, remedies: true, table: undefined };
    const verdict = await Diagnoser.kept(question, this.lab.rowsKey);
    const isCurrent = this.lab.experiment.peek() === experiment;
    const finding = this.findingsSignal.peek()[index];
    if (verdict && isCurrent && finding?.diagnosed === steps && finding.proof.state === 'none')
      this.change(index, { proof: { state: 'done', verdict } });
  }

  private change(index: number, changes: Partial<Finding>): void {
    this.findingsSignal.value = this.findingsSignal
      .peek()
      .map(finding => (finding.index === index ? { ...finding, ...changes } : finding));
  }
}
