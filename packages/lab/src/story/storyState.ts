import { batch, effect, type ReadonlySignal, signal, untracked } from '@preact/signals';
import { type Experiment, loadLayers } from 'gradscope';
import { Session } from '../session/session.ts';
import { lastOf } from '../session/timeline.ts';
import { deepSigmoid, FIRST_DEPTH, NOTEBOOK_PAIR } from './experiments.ts';
import { labHash } from './labLink.ts';
import { Playback } from './playback.ts';
import { FIRST_LENGTH, type Memory, whisper } from './whisper.ts';

/** Steps per second of the pair, slow enough to show its first thousand steps. */
const PACE = 500;

/** The state that the sections share: the two networks of the first half, and the deep one of the second. */
export class StoryState {
  /** The session of the pair. */
  readonly session = new Session();
  readonly playback = new Playback(this.session);
  /** The session of the deep sigmoid network before training. */
  readonly deep = new Session();
  /** The deep network's number of hidden layers. */
  readonly depth = signal(FIRST_DEPTH);
  /** The session of recurrent networks, the length of their sequences, and the memory of the second. */
  readonly inTime = new Session();
  readonly length = signal(FIRST_LENGTH);
  readonly memory = signal<Memory>('lstmOpen');
  private readonly isDeepSeen = signal(false);
  private readonly isTimeSeen = signal(false);
  private readonly experimentSignal = signal(NOTEBOOK_PAIR);
  private readonly complaintSignal = signal<readonly string[]>([]);

  constructor() {
    this.session.setPace(PACE);
    if (location.hash.length > 1) void this.follow(location.hash);
    else this.session.open([{ from: 0, experiment: NOTEBOOK_PAIR }]);
    effect(() => {
      if (!this.isDeepSeen.value) return;
      const experiment = deepSigmoid(this.depth.value);
      untracked(() => {
        this.deep.open([{ from: 0, experiment }]);
        // The measurements of a step are reported once the step is made.
        this.deep.goTo(1);
      });
    });
    effect(() => {
      if (!this.isTimeSeen.value) return;
      const experiment = whisper(this.length.value, this.memory.value);
      untracked(() => {
        this.inTime.open([{ from: 0, experiment }]);
        this.inTime.goTo(1);
      });
    });
  }

  /** The experiment of the pair. */
  get experiment(): ReadonlySignal<Experiment> {
    return this.experimentSignal;
  }

  /** The parts of the page's address that could not be read. */
  get complaints(): ReadonlySignal<readonly string[]> {
    return this.complaintSignal;
  }

  dismissComplaints(): void {
    this.complaintSignal.value = [];
  }

  /** Retrains the pair on data with another noise. */
  setNoise(noise: number): void {
    const { data } = this.experiment.value;
    if (!('noise' in data) || data.noise === noise) return;
    const experiment = { ...this.experiment.value, data: { ...data, noise } };
    this.experimentSignal.value = experiment;
    this.session.open([{ from: 0, experiment }]);
    history.replaceState(null, '', `#${labHash(experiment)}`);
  }

  /** Starts the deep network's worker once its figure is about to be visible. */
  showDeep(): void {
    this.isDeepSeen.value = true;
  }

  /** Starts the recurrent networks' workers once their figure is about to be visible, and loads what they are built of. */
  showInTime(): void {
    void loadLayers().then(() => {
      this.isTimeSeen.value = true;
    });
  }

  /** Follows a link. The code that reads and checks it is loaded only here. */
  private async follow(hash: string): Promise<void> {
    const [{ readUrlState }] = await Promise.all([import('../state/urlState.ts'), loadLayers()]);
    const { state, complaints } = readUrlState(hash);
    batch(() => {
      this.complaintSignal.value = complaints;
      this.experimentSignal.value = lastOf(state.run);
      this.session.open(state.run);
    });
  }
}
