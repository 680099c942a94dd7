import { type MapLine, runsOf } from '@gradscope/figures';
import { batch, computed, effect, type ReadonlySignal, signal } from '@preact/signals';
import { hasStore, storedFile } from '../rows/storedFile.ts';
import { complaintOf } from './attempt.ts';
import { ChanceReader } from './chanceReader.ts';
import { fillOrder } from './fillOrder.ts';
import { mapKey } from './keptCells.ts';
import { MapAddress, type MapUrl } from './mapAddress.ts';
import { MapCells } from './mapCells.ts';
import { HERE } from './mapFields.ts';
import { type AxisChoice, sweepDocument, sweepOf } from './mapPlan.ts';
import { ServedStore } from './servedStore.ts';
import { type Place, ShownMap } from './shownMap.ts';
import { tableName } from './storedSweep.ts';
import { TheoryReader } from './theoryReader.ts';
import { tooNarrow, widenAxis, zoomAxis } from './zoom.ts';

/** The share of a map, across and up, that is left after zooming in by a button. */
const ZOOM = 0.5;

/** The state of the map page: its address, the shown map, and the user's actions on them. */
export class MapState {
  private readonly address = new MapAddress(() => void this.begin());
  private readonly theoryReader = new TheoryReader();
  private readonly chanceReader = new ChanceReader();
  /** The served store. If it shows no sweep, the map is trained here. */
  readonly store = new ServedStore();
  readonly cells = new MapCells();
  readonly shown = new ShownMap(this.address.url, this.store, this.cells);
  readonly place = signal<Place | undefined>(undefined);
  /** True until the store has answered with something to show. */
  readonly waiting = signal(false);
  /** Theory's lines over each map; empty if it has no prediction. */
  readonly theory = signal<readonly (readonly MapLine[])[]>([]);
  /** The accuracy at chance, if the map shows accuracies and the networks have one. */
  readonly chance: ReadonlySignal<number | undefined> = this.chanceReader.chance;
  /** True if a part of the shown map can be trained here. */
  readonly canZoom = computed(() => typeof this.shown.plan.value !== 'string');

  constructor() {
    effect(() => {
      if (this.url.value.measure === 'accuracy') void this.chanceReader.ask(this.shown.sweep.value);
    });
    void this.begin();
  }

  get url(): ReadonlySignal<MapUrl> {
    return this.address.url;
  }

  get complaints(): ReadonlySignal<readonly string[]> {
    return this.address.complaints;
  }

  dismissComplaints(): void {
    this.address.complain(undefined);
  }

  /** Changes what is shown, without training anything. */
  show(changes: Partial<Pick<MapUrl, 'measure' | 'theory' | 'view'>>): void {
    batch(() => {
      this.address.set(changes, false);
      if ('view' in changes) this.place.value = undefined;
    });
    this.askTheory();
    const { measure } = this.url.value;
    if (measure === 'symptom' && (changes.measure || changes.view)) this.fill();
  }

  /** Shows a sweep of the store, or trains a map here. */
  choose(sweep: string): void {
    this.address.set({ sweep, view: null }, true);
    this.load(sweep);
  }

  /** Trains another map here. Returns an error if it is invalid. */
  change(changes: Partial<Pick<MapUrl, 'map' | 'side' | 'target'>>): string | undefined {
    const next = { ...this.url.value, ...changes };
    const complaint = complaintOf(() => sweepOf(next.map, next.side, next.target));
    if (complaint !== undefined) return complaint;
    const table = tableName(next.map) === undefined ? '' : this.shown.tableSweep;
    this.address.set({ ...changes, sweep: this.store.offered.value ? HERE : '', table, view: null }, true);
    this.load(HERE);
    return undefined;
  }

  setAxis(name: 'x' | 'y', axis: AxisChoice): string | undefined {
    return this.change({ map: { ...this.url.value.map, [name]: axis } });
  }

  /**
   * Trains the part of a map between two corners, each from 0 to 1 across and up. If that is impossible, the
   * page shows why.
   */
  zoom(across: readonly [number, number], up: readonly [number, number]): void {
    const { nx, ny } = this.shown.size.value;
    const plan = this.shown.plan.value;
    if (typeof plan === 'string') {
      this.address.complain(plan);
      return;
    }
    const next = { ...plan, x: zoomAxis(plan.x, nx, across), y: zoomAxis(plan.y, ny, up) };
    const narrow = tooNarrow(next, Number(this.url.value.side));
    this.address.complain(narrow ?? this.change({ map: next }));
  }

  /** Halves the ranges across and up, round a place or the middle. */
  zoomRound(place: Place | undefined): void {
    const { nx, ny } = this.shown.size.value;
    const around = (share: number): [number, number] => [share - ZOOM / 2, share + ZOOM / 2];
    this.zoom(around(place ? (place.i + 0.5) / nx : 0.5), around(place ? (place.j + 0.5) / ny : 0.5));
  }

  zoomOut(): string | undefined {
    const { map } = this.url.value;
    return this.change({ map: { ...map, x: widenAxis(map.x, 2), y: widenAxis(map.y, 2) } });
  }

  private async begin(): Promise<void> {
    const { sweep } = this.url.value;
    if (!hasStore()) {
      if (sweep !== '' && sweep !== HERE)
        this.address.complain('link: sweep: expected a served store (gradscope lab --store …), got none');
      this.load(HERE);
      return;
    }
    this.waiting.value = true;
    const [newest] = await this.store.sweeps();
    const first = this.address.isBare ? newest?.id : undefined;
    // The address names the sweep, so that a link shows the same once there are newer ones.
    this.address.set({ sweep: sweep || first || HERE }, false);
    this.load(this.url.value.sweep);
  }

  private load(sweep: string): void {
    batch(() => {
      this.cells.clear();
      this.store.leave();
      this.place.value = undefined;
      this.waiting.value = sweep !== HERE;
    });
    if (sweep === HERE) {
      this.askTheory();
      void this.loadSaved();
    } else this.read(sweep);
  }

  /** Loads the results that this browser has saved for the map, and trains the rest. */
  private async loadSaved(): Promise<void> {
    const isCurrent = await this.cells.loadSaved(mapKey(this.url.value, this.shown.tableSweep));
    if (isCurrent) this.fill();
  }

  private read(id: string): void {
    this.store.show(id, ({ cells }) => {
      this.cells.show(cells);
      this.waiting.value = false;
      this.askTheory();
      if (this.url.value.measure === 'symptom') this.fill();
    });
  }

  private askTheory(): void {
    this.theoryReader.ask(this.shown.sweep.value, this.shown.view.value, lines => {
      this.theory.value = lines;
    });
  }

  /** Trains the missing runs, and finds symptoms if the map shows them. Runs of a store are never trained here. */
  private fill(): void {
    const { map, side, target, measure } = this.url.value;
    const { nx, ny } = this.shown.size.value;
    const stored = this.store.shown.value;
    const document = stored?.document ?? sweepDocument(map, side, target);
    const table = tableName({ document });
    const passes = stored
      ? [{ stride: 1, indices: runsOf(stored.sweep.axes, this.shown.view.value) }]
      : fillOrder(nx, ny);
    const task = {
      sweep: document,
      table: table === undefined ? undefined : () => storedFile(this.shown.tableSweep, table),
      trains: !stored,
      symptoms: measure === 'symptom',
    };
    this.cells.fill(task, passes);
  }
}
