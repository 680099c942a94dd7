import { batch, computed, effect, type ReadonlySignal, signal } from '@preact/signals';
import type { Experiment, RecordedRun, Table } from 'gradscope';
import { DRAWN_FILE, type DrawnPoint, drawnTable, MOST_LINKED } from '../data/drawnPoints.ts';
import type { Timeline } from '../session/protocol.ts';
import { Session } from '../session/session.ts';
import { forkAt, forkComplaint, lastOf, same } from '../session/timeline.ts';
import { AddressBar } from './addressBar.ts';
import { markPlaying, takePlayingMark } from './playingMark.ts';
import { DEFAULT_URL_STATE, readUrlState, type UrlName, type UrlState, writeUrlState } from './urlState.ts';

/** How long the address waits for more changes before it is written, in ms. */
const WRITE_DELAY = 250;

/** What can be opened over the page: `toolList.ts` says how. */
export type ToolName = 'data' | 'saved' | 'imported' | 'export';

/** The tool that is open, with the files that were dropped for it. */
export interface Tool {
  readonly name: ToolName;
  readonly files: readonly File[];
}

/** A change that networks which are trained already cannot take. */
export interface Misfit {
  readonly experiment: Experiment;
  /** Where they stood. */
  readonly step: number;
  /** `fork: expected <rule>, got <value>` */
  readonly complaint: string;
}

export interface Replaced {
  /** What is changed: `init: orthogonal`. */
  readonly change: string;
  readonly before: Timeline;
  readonly run: Timeline;
}

/** What a page shows and does: the state of its address, and the session that trains what it says. */
export class LabState {
  readonly session = new Session();
  private readonly stateSignal;
  private readonly complaintSignal = signal<readonly string[]>([]);
  /** Whether a change is tried from the step that the networks stand at, instead of from the start. */
  readonly forking = signal(false);
  /** A change that waits for somebody to say whether the networks begin anew with it. */
  readonly misfit = signal<Misfit | undefined>(undefined);
  readonly tool = signal<Tool | undefined>(undefined);
  /** Runs, saved or made elsewhere, that are drawn beside the present ones. */
  readonly compared = signal<readonly RecordedRun[]>([]);
  /** What is waited for before anything can be trained; empty if nothing is. */
  readonly awaited = signal('');
  /** The experiment that took the place of another, why, and which it was. */
  readonly replaced = signal<Replaced | undefined>(undefined);
  /** The rows of the user's own data, and what the address says of where they are. */
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

  /** What could not be read of the address. */
  get complaints(): ReadonlySignal<readonly string[]> {
    return this.complaintSignal;
  }

  readonly experiment: ReadonlySignal<Experiment> = computed(() => lastOf(this.url.value.run));

  dismissComplaints(): void {
    this.complaintSignal.value = [];
  }

  /** A choice of what is shown: nothing is trained anew. */
  set<Name extends Exclude<UrlName, 'run' | 'step' | 'points' | 'rows' | 'sweep'>>(
    name: Name,
    value: UrlState[Name],
  ): void {
    this.stateSignal.value = { ...this.url.value, [name]: value };
    if (name === 'speed') this.session.setPace(paceOf(this.url.value));
  }

  /** What the controls show: the experiment, with a change that waits. */
  readonly edited: ReadonlySignal<Experiment> = computed(
    () => this.misfit.value?.experiment ?? this.experiment.value,
  );

  /**
   * Trains another experiment: from the present step on while {@link forking}, otherwise from the start. A change that the
   * trained networks cannot take becomes the {@link misfit}, and they train on.
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

  /** The rows of the user's own data, where the experiment has them and they are here. */
  get table(): Table | undefined {
    const source = sourceOf(this.url.value);
    return source !== undefined && source === this.own?.source ? this.own.table : undefined;
  }

  /** What the rows of the user's own data are known by in this browser; empty if the data is made. */
  get rowsKey(): string {
    return sourceOf(this.url.value) ?? '';
  }

  /** Trains on the user's own rows; where they were drawn, `points` are what a link carries. */
  trainOn(run: Timeline, table: Table, points: readonly DrawnPoint[] = []): void {
    const rows = points.length > 0 && points.length <= MOST_LINKED ? '' : newRowsId();
    const changes = { points, rows, sweep: '' };
    this.own = { source: sourceOf({ ...this.url.value, ...changes, run }), table };
    this.dismissComplaints();
    this.trainBy(run, 0, changes);
    this.session.open(run, table);
    if (rows) void this.keep(rows, table);
  }

  /** Begins a timeline anew, at step 0. */
  restart(run: Timeline = this.url.value.run): void {
    this.trainBy(run, 0);
    this.session.open(run, this.table);
  }

  /** Trains another experiment in place of this one, from the start; what it was can be taken up again. */
  replace(experiment: Experiment, change: string): void {
    const before = this.url.value.run;
    const run: Timeline = [{ from: 0, experiment }];
    this.restart(run);
    this.replaced.value = { change, before, run };
  }

  /** Takes the last change back. The step that the networks stand at is written down first: {@link redo} returns to it. */
  undo(): void {
    this.write();
    this.address.undo();
  }

  /** Makes the change again that was taken back last. */
  redo(): void {
    this.write();
    this.address.redo();
  }

  /** The address of the page as it stands, and the part of the state that it cannot carry. */
  link(changes: Partial<UrlState> = {}): { readonly address: string; readonly lacks: string } {
    const hash = this.hash(changes);
    const address = location.href.replace(/#.*/, '') + (hash && `#${hash}`);
    const { data } = this.experiment.value;
    const isCarried = data.kind !== 'table' || this.linkedPoints.length > 0;
    return { address, lacks: isCarried ? '' : `the rows of ${data.file}` };
  }

  /** What is trained becomes another entry of the browser's history; the one before says where it stood. */
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
      // Meanwhile somebody may have chosen something else.
      if (this.url.peek().run !== state.run) return;
    }
    this.session.open(state.run, this.table);
    this.session.setPace(paceOf(state));
    if (playing) this.session.goOnFrom(state.step);
    else if (state.step > 0) this.session.goTo(state.step);
  }

  /** The rows of a file, as this browser has kept them or the served store has them; or else says that they are missing. */
  private async fetchRows(file: string, state: UrlState): Promise<void> {
    const { rows, sweep } = state;
    const kept = rows && (await (await import('../saved/keptRows.ts')).findRows(rows));
    if (kept) this.own = { source: sourceOf(state), table: kept };
    else if (sweep) await this.fetchStored(file, state);
    else
      this.complain(
        `link: data: expected the rows of ${file}, which a link does not carry; choose the file under "Own data"`,
      );
  }

  private async fetchStored(file: string, state: UrlState): Promise<void> {
    try {
      const { storedRows } = await import('../data/storedRows.ts');
      const table = await storedRows(state.sweep, file, lastOf(state.run));
      this.own = { source: sourceOf(state), table };
    } catch (error) {
      this.complain(`link: data: ${(error as Error).message}`);
    }
  }

  private async keep(rows: string, table: Table): Promise<void> {
    try {
      await (await import('../saved/keptRows.ts')).keepRows(rows, table);
    } catch (error) {
      const { message } = error as Error;
      this.complain(
        `own data: the browser cannot keep the rows (${message}): load the page again, and the file has to be chosen again`,
      );
    }
  }

  /** Says what went wrong, at the top of the page. */
  complain(complaint: string): void {
    this.complaintSignal.value = [...this.complaintSignal.value, complaint];
  }

  /** The drawn points of the experiment, if a link can carry them. */
  private get linkedPoints(): readonly DrawnPoint[] {
    const { data } = this.experiment.peek();
    const { points } = this.url.peek();
    const isDrawn = data.kind === 'table' && data.file === DRAWN_FILE;
    return isDrawn && points.length <= MOST_LINKED ? points : [];
  }

  private hash(changes: Partial<UrlState>): string {
    const { session } = this;
    const state = this.url.peek();
    // While rows are fetched the session has not begun.
    const step = session.timeline.peek() === state.run ? session.destination : state.step;
    return writeUrlState({ ...state, points: this.linkedPoints, step, ...changes });
  }

  /** The address was changed by hand, by a link or by going back. */
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

  /** The address follows the state, but not every step: only where the networks wait. */
  private keepAddress(): () => void {
    void this.url.value;
    if (!this.session.playing.value) void this.session.step.value;
    const timer = setTimeout(() => this.write(), WRITE_DELAY);
    return () => clearTimeout(timer);
  }

  private write(): void {
    this.address.write(this.hash({}), editOf(this.url.peek()));
  }
}

/** What is trained, of all that the address says: another one is an edit. */
function editOf({ run, points, rows, sweep }: UrlState): string {
  return writeUrlState({ ...DEFAULT_URL_STATE, run, points, rows, sweep });
}

/** Where the rows of an experiment's own data are, as text; undefined if its data is made. */
function sourceOf({ run, points, rows, sweep }: UrlState): string | undefined {
  const { data } = lastOf(run);
  return data.kind === 'table' ? JSON.stringify([data.file, rows, sweep, points]) : undefined;
}

/** Another one for each file that is chosen, in this browser. */
function newRowsId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(8));
  return Array.from(bytes, byte => byte.toString(16).padStart(2, '0')).join('');
}

function paceOf({ speed }: UrlState): number {
  return speed === 'max' ? Number.POSITIVE_INFINITY : Number(speed);
}
