import { batch, computed, effect, type ReadonlySignal, signal } from '@preact/signals';
import type { Experiment, RecordedRun, Table } from 'gradscope';
import { DRAWN_FILE, type DrawnPoint, drawnTable, MOST_LINKED } from '../rows/drawnPoints.ts';
import type { Timeline } from '../session/protocol.ts';
import { Session } from '../session/session.ts';
import { forkAt, forkComplaint, lastOf, same } from '../session/timeline.ts';
import { AddressBar } from './addressBar.ts';
import { newRowsId } from './newRowsId.ts';
import { markPlaying, takePlayingMark } from './playingMark.ts';
import { DEFAULT_URL_STATE, readUrlState, type UrlName, type UrlState, writeUrlState } from './urlState.ts';
import { whenSettled } from './whenSettled.ts';

/** The tools that open over the page; see `toolList.ts`. */
export type ToolName = 'data' | 'saved' | 'imported' | 'export';

/** The open tool, and the files dropped for it. */
export interface Tool {
  readonly name: ToolName;
  readonly files: readonly File[];
}

/** A change that the trained networks cannot take. */
export interface Misfit {
  readonly experiment: Experiment;
  /** The networks' step when it was tried. */
  readonly step: number;
  /** `fork: expected <rule>, got <value>` */
  readonly complaint: string;
}

export interface Replaced {
  /** The change as text: `init: orthogonal`. */
  readonly change: string;
  readonly before: Timeline;
  readonly run: Timeline;
}

/** The state of a page: its address, and the session that trains the experiment in it. */
export class LabState {
  readonly session = new Session();
  private readonly stateSignal;
  private readonly complaintSignal = signal<readonly string[]>([]);
  /** True if changes apply from the networks' present step; otherwise they restart from step 0. */
  readonly forking = signal(false);
  /** A change that waits for the user to decide whether to restart with it. */
  readonly misfit = signal<Misfit | undefined>(undefined);
  readonly tool = signal<Tool | undefined>(undefined);
  /** Saved or imported runs, drawn beside the present ones. */
  readonly compared = signal<readonly RecordedRun[]>([]);
  /** The resource that training waits for; empty if training can start. */
  readonly awaited = signal('');
  /** The last replaced experiment, and the change that replaced it. */
  readonly replaced = signal<Replaced | undefined>(undefined);
  /** The rows of the user's own data, and their source in the address. */
  private own: { readonly source: string | undefined; readonly table: Table } | undefined;
  readonly address: AddressBar;

  constructor() {
    const { state, complaints } = readUrlState(location.hash);
    this.stateSignal = signal(state);
    this.complaintSignal.value = complaints;
    this.address = new AddressBar(editOf(state), hash => this.follow(hash));
    void this.begin(state, takePlayingMark());
    addEventListener('pagehide', () => {
      this.write();
      markPlaying(this.session.playing.peek());
    });
    effect(() => this.keepAddress());
  }

  get url(): ReadonlySignal<UrlState> {
    return this.stateSignal;
  }

  /** The parts of the address that could not be read. */
  get complaints(): ReadonlySignal<readonly string[]> {
    return this.complaintSignal;
  }

  readonly experiment: ReadonlySignal<Experiment> = computed(() => lastOf(this.url.value.run));

  dismissComplaints(): void {
    this.complaintSignal.value = [];
  }

  /** Changes the view without restarting training. */
  set<Name extends Exclude<UrlName, 'run' | 'step' | 'points' | 'rows' | 'sweep'>>(
    name: Name,
    value: UrlState[Name],
  ): void {
    this.stateSignal.value = { ...this.url.value, [name]: value };
    if (name === 'speed') this.session.setPace(paceOf(this.url.value));
  }

  /** The experiment that the controls show, with the waiting change if there is one. */
  readonly edited: ReadonlySignal<Experiment> = computed(
    () => this.misfit.value?.experiment ?? this.experiment.value,
  );

  /**
   * Trains another experiment: from the present step while {@link forking}, otherwise from step 0. A change
   * that the trained networks cannot take becomes the {@link misfit}, and training goes on without it.
   */
  train(experiment: Experiment): void {
    this.misfit.value = undefined;
    const before = this.experiment.value;
    if (same(experiment, before)) return;
    const step = this.session.step.value;
    const complaint = forkComplaint(before, experiment, step);
    if (!this.forking.value || step === 0) this.restart([{ from: 0, experiment }]);
    else if (complaint !== undefined) this.misfit.value = { experiment, step, complaint };
    else {
      const forked = forkAt(this.url.value.run, step, experiment);
      this.trainBy(forked, step);
      this.session.fork(forked);
    }
  }

  /** The rows of the user's own data, if the experiment uses them and they are loaded. */
  get table(): Table | undefined {
    const source = sourceOf(this.url.value);
    return source !== undefined && source === this.own?.source ? this.own.table : undefined;
  }

  /** The id of the user's rows in this browser; empty if the data is generated. */
  get rowsKey(): string {
    return sourceOf(this.url.value) ?? '';
  }

  /** Trains on the user's own rows. If the user drew them, `points` go into the link. */
  trainOn(run: Timeline, table: Table, points: readonly DrawnPoint[] = []): void {
    const rows = points.length > 0 && points.length <= MOST_LINKED ? '' : newRowsId();
    const changes = { points, rows, sweep: '' };
    this.own = { source: sourceOf({ ...this.url.value, ...changes, run }), table };
    this.dismissComplaints();
    this.trainBy(run, 0, changes);
    this.session.open(run, table);
    if (rows) void this.keep(rows, table);
  }

  /** Restarts a timeline at step 0. */
  restart(run: Timeline = this.url.value.run): void {
    this.trainBy(run, 0);
    this.session.open(run, this.table);
  }

  /** Trains another experiment from step 0. The user can return to the one it replaces. */
  replace(experiment: Experiment, change: string): void {
    const before = this.url.value.run;
    const run: Timeline = [{ from: 0, experiment }];
    this.restart(run);
    this.replaced.value = { change, before, run };
  }

  /**
   * Undoes the last change. First it writes the networks' step into the address, so that {@link redo} returns
   * to it.
   */
  undo(): void {
    this.write();
    this.address.undo();
  }

  /** Redoes the change that was undone last. */
  redo(): void {
    this.write();
    this.address.redo();
  }

  /** The address of the page's state, and a description of the part that it cannot hold. */
  link(changes: Partial<UrlState> = {}): { readonly address: string; readonly lacks: string } {
    const hash = this.hash(changes);
    const address = location.href.replace(/#.*/, '') + (hash && `#${hash}`);
    const { data } = this.experiment.value;
    const isCarried = data.kind !== 'table' || this.linkedPoints.length > 0;
    return { address, lacks: isCarried ? '' : `the rows of ${data.file}` };
  }

  /** Adds a history entry for the new timeline; the entry before keeps the step reached. */
  private trainBy(run: Timeline, step: number, rows: Partial<UrlState> = {}): void {
    this.write();
    this.misfit.value = undefined;
    this.stateSignal.value = { ...this.url.value, ...rows, run, step };
    this.write();
  }

  private async begin(state: UrlState, playing = false): Promise<void> {
    const source = sourceOf(state);
    if (state.points.length > 0) this.own = { source, table: drawnTable(state.points) };
    const { data } = this.experiment.peek();
    if (data.kind === 'table' && !this.table) {
      this.awaited.value = `Fetching the rows of ${data.file}.`;
      await this.fetchRows(data.file, state);
      this.awaited.value = '';
      // The user may have chosen something else meanwhile.
      if (this.url.peek().run !== state.run) return;
    }
    this.session.open(state.run, this.table);
    this.session.setPace(paceOf(state));
    if (playing) this.session.goOnFrom(state.step);
    else if (state.step > 0) this.session.goTo(state.step);
  }

  /**
   * Loads the rows of a file from this browser or from the served store, or complains that they are missing.
   */
  private async fetchRows(file: string, state: UrlState): Promise<void> {
    const { rows, sweep } = state;
    const kept = rows && (await (await import('../rows/keptRows.ts')).findRows(rows));
    if (kept) this.own = { source: sourceOf(state), table: kept };
    else if (sweep) await this.fetchStored(file, state);
    else
      this.complain(
        `link: data: expected the rows of ${file}, which a link does not carry; choose the file under "Own data"`,
      );
  }

  private async fetchStored(file: string, state: UrlState): Promise<void> {
    try {
      const { storedRows } = await import('../rows/storedRows.ts');
      const table = await storedRows(state.sweep, file, lastOf(state.run));
      this.own = { source: sourceOf(state), table };
    } catch (error) {
      this.complain(`link: data: ${(error as Error).message}`);
    }
  }

  private async keep(rows: string, table: Table): Promise<void> {
    try {
      await (await import('../rows/keptRows.ts')).keepRows(rows, table);
    } catch (error) {
      const { message } = error as Error;
      this.complain(
        `own data: the browser cannot keep the rows (${message}): load the page again, and the file has to be chosen again`,
      );
    }
  }

  /** Shows an error at the top of the page. */
  complain(complaint: string): void {
    this.complaintSignal.value = [...this.complaintSignal.value, complaint];
  }

  /** The experiment's drawn points, if a link can hold them. */
  private get linkedPoints(): readonly DrawnPoint[] {
    const { data } = this.experiment.peek();
    const { points } = this.url.peek();
    const isDrawn = data.kind === 'table' && data.file === DRAWN_FILE;
    return isDrawn && points.length <= MOST_LINKED ? points : [];
  }

  private hash(changes: Partial<UrlState>): string {
    const { session } = this;
    const state = this.url.peek();
    // The session has not started while rows are being fetched.
    const step = session.timeline.peek() === state.run ? session.destination : state.step;
    return writeUrlState({ ...state, points: this.linkedPoints, step, ...changes });
  }

  /** Follows an address that the user typed, opened by a link, or went back to. */
  private follow(hash: string): string {
    const { state, complaints } = readUrlState(hash);
    batch(() => {
      this.misfit.value = undefined;
      this.stateSignal.value = state;
      this.complaintSignal.value = complaints;
    });
    void this.begin(state);
    return editOf(state);
  }

  /** Writes the state into the address, but only when the networks wait: not at every step. */
  private keepAddress(): () => void {
    void this.url.value;
    if (!this.session.playing.value) void this.session.step.value;
    return this.onChange();
  }

  private readonly onChange = whenSettled(() => this.write());

  private write(): void {
    this.address.write(this.hash({}), editOf(this.url.peek()));
  }
}

/** The part of the state that is trained; changing it is an edit. */
function editOf({ run, points, rows, sweep }: UrlState): string {
  return writeUrlState({ ...DEFAULT_URL_STATE, run, points, rows, sweep });
}

/** The source of the experiment's own rows, as text; undefined if the data is generated. */
function sourceOf({ run, points, rows, sweep }: UrlState): string | undefined {
  const { data } = lastOf(run);
  return data.kind === 'table' ? JSON.stringify([data.file, rows, sweep, points]) : undefined;
}

function paceOf({ speed }: UrlState): number {
  return speed === 'max' ? Number.POSITIVE_INFINITY : Number(speed);
}
