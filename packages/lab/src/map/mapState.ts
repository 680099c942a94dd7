import {
  firstView,
  type MapCell,
  type MapLine,
  runsOf,
  type SweepMap,
  type SweepView,
  sweepMaps,
} from '@gradscope/figures';
import { batch, computed, effect, type ReadonlySignal, signal } from '@preact/signals';
import type { Experiment, Sweep } from 'gradscope';
import { LARGEST_FILE, tooLarge } from '../data/largestFile.ts';
import { hasStore, storedFile } from '../data/storedFile.ts';
import { attempt, complaintOf } from './attempt.ts';
import { ChanceReader } from './chanceReader.ts';
import { fillOrder, shownCells } from './fillOrder.ts';
import { MapKeeper, mapKey } from './keptCells.ts';
import { labHash } from './labHash.ts';
import { MapAddress, type MapUrl } from './mapAddress.ts';
import { HERE } from './mapFields.ts';
import { type FillTask, MapFiller, NO_PROGRESS } from './mapFiller.ts';
import { type AxisChoice, type MapPlan, plainDocument, sweepDocument, sweepOf } from './mapPlan.ts';
import { ServedStore } from './servedStore.ts';
import { fits, tableName } from './storedSweep.ts';
import { TheoryReader } from './theoryReader.ts';
import { planOfView, tooNarrow, widenAxis, zoomAxis } from './zoom.ts';

/** A place of the maps: which of them, and where on it, counted from its lower left cell. */
export interface Place {
  readonly map: number;
  readonly i: number;
  readonly j: number;
}

const PLAN_VIEW: SweepView = { x: 1, y: 0, others: [0, 0] };

/** What the map page shows and does: the state of its address, and the runs that are trained here or read of a store. */
export class MapState {
  private readonly address = new MapAddress(() => void this.begin());
  private readonly filler = new MapFiller();
  private readonly theoryReader = new TheoryReader();
  private readonly chanceReader = new ChanceReader();
  /** What is shown is one of its sweeps, or else trained here. */
  readonly store = new ServedStore();
  /** Changes whenever {@link cells} do. */
  readonly version = signal(0);
  /** What became of each run of the sweep, by its index. */
  cells: (MapCell | undefined)[] = [];
  readonly progress = signal(NO_PROGRESS);
  readonly place = signal<Place | undefined>(undefined);
  /** Whether the store has been asked, and nothing is there to be shown yet. */
  readonly waiting = signal(false);
  /** Theory's lines over each map; none where it says nothing of it. */
  readonly theory = signal<readonly (readonly MapLine[])[]>([]);

  /** The accuracy that knows nothing, where it is shown and the networks have one. */
  readonly chance: ReadonlySignal<number | undefined> = this.chanceReader.chance;

  private readonly keeper = new MapKeeper();

  constructor() {
    effect(() => {
      if (this.url.value.measure === 'accuracy') void this.chanceReader.ask(this.sweep.value);
    });
    void this.begin();
    addEventListener('pagehide', () => this.keeper.keep());
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

  readonly sweep: ReadonlySignal<Sweep> = computed(() => {
    const { map, side, target } = this.url.value;
    return this.store.shown.value?.sweep ?? sweepOf(map, side, target);
  });

  readonly view: ReadonlySignal<SweepView> = computed(() => {
    const stored = this.store.shown.value;
    if (!stored) return PLAN_VIEW;
    const { view } = this.url.value;
    return view && fits(stored.sweep, view) ? view : firstView(stored.sweep.axes);
  });

  /** The maps as they are drawn, with the runs that their cells show. */
  readonly maps: ReadonlySignal<readonly SweepMap[]> = computed(() => {
    void this.version.value;
    const { axes } = this.sweep.value;
    const maps = sweepMaps(axes, index => this.cells[index], this.view.value, this.url.value.measure);
    if (this.store.shown.value) return maps;
    return maps.map(({ map, ...rest }) => {
      const cells = shownCells(map.cells, map.x.values.length, map.y.values.length);
      return { ...rest, map: { ...map, cells } };
    });
  });

  /** Cells across and up. */
  readonly size = computed(() => {
    const { axes } = this.sweep.value;
    const { x, y } = this.view.value;
    return { nx: axes[x]!.values.length, ny: y === undefined ? 1 : axes[y]!.values.length };
  });

  /** A choice of what is shown, that trains nothing anew. */
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

  /** Another map that is trained here; where it cannot be, what is wrong with it. */
  change(changes: Partial<Pick<MapUrl, 'map' | 'side' | 'target'>>): string | undefined {
    const next = { ...this.url.value, ...changes };
    const complaint = complaintOf(() => sweepOf(next.map, next.side, next.target));
    if (complaint !== undefined) return complaint;
    const table = tableName(next.map) === undefined ? '' : this.tableSweep;
    this.address.set({ ...changes, sweep: this.store.offered.value ? HERE : '', table, view: null }, true);
    this.load(HERE);
    return undefined;
  }

  setAxis(name: 'x' | 'y', axis: AxisChoice): string | undefined {
    return this.change({ map: { ...this.url.value.map, [name]: axis } });
  }

  /** Trains the part of a map between two corners, each from 0 to 1 across and up. What keeps it from that is said on the page. */
  zoom(across: readonly [number, number], up: readonly [number, number]): void {
    const { nx, ny } = this.size.value;
    const plan = this.planShown.value;
    if (typeof plan === 'string') {
      this.address.complain(plan);
      return;
    }
    const next = { ...plan, x: zoomAxis(plan.x, nx, across), y: zoomAxis(plan.y, ny, up) };
    const narrow = tooNarrow(next, Number(this.url.value.side));
    this.address.complain(narrow ?? this.change({ map: next }));
  }

  /** Half as much across and up, round a place, or the middle. */
  zoomRound(place: Place | undefined): void {
    const { nx, ny } = this.size.value;
    const around = (share: number): [number, number] => [share - ZOOM / 2, share + ZOOM / 2];
    this.zoom(around(place ? (place.i + 0.5) / nx : 0.5), around(place ? (place.j + 0.5) / ny : 0.5));
  }

  zoomOut(): string | undefined {
    const { map } = this.url.value;
    return this.change({ map: { ...map, x: widenAxis(map.x, 2), y: widenAxis(map.y, 2) } });
  }

  cellAt(place: Place): MapCell | undefined {
    return this.cells[this.runAt(place)];
  }

  /** The run that a cell shows, by its index in the sweep. */
  runAt({ map, i, j }: Place): number {
    return this.maps.value[map]!.runs[j * this.size.value.nx + i]!;
  }

  experimentAt(place: Place): Experiment | undefined {
    return attempt(() => this.sweep.value.experimentAt(this.runAt(place)));
  }

  /** The address at which the lab trains the network of a place, to its end; none where there is no such network, or its rows are too many. */
  labAddress(place: Place): string | undefined {
    const experiment = this.experimentAt(place);
    if (!experiment || this.tableComplaint.value !== undefined) return undefined;
    return `./lab.html#${labHash(experiment, experiment.data.kind === 'table' ? this.tableSweep : '')}`;
  }

  /** Why the rows that the networks of a stored sweep learn from cannot be had by a page, if they cannot. */
  readonly tableComplaint: ReadonlySignal<string | undefined> = computed(() => {
    const stored = this.store.shown.value;
    const bytes = stored?.tableBytes ?? 0;
    return stored && bytes > LARGEST_FILE ? tooLarge(tableName(stored)!, bytes) : undefined;
  });

  stop(): void {
    this.keeper.keep();
    this.filler.stop();
    this.progress.value = { ...this.progress.value, running: false };
  }

  /** What is shown, as a plan to be trained here; or why it cannot be. */
  private readonly planShown: ReadonlySignal<MapPlan | string> = computed(() => {
    const { store, url, view, sweep } = this;
    if (!store.shown.value) return url.value.map;
    if (this.tableComplaint.value !== undefined) return `zoom: ${this.tableComplaint.value}`;
    const experiment = attempt(() => sweep.value.experimentAt(this.maps.value[0]!.runs[0]!));
    return experiment
      ? planOfView(sweep.value, view.value, plainDocument(experiment))
      : 'map: expected an experiment to begin with, got none';
  });

  /** Whether a part of what is shown can be trained here. */
  readonly canZoom = computed(() => typeof this.planShown.value !== 'string');

  /** The sweep of the store that has the rows which the networks learn from, where they learn from such. */
  private get tableSweep(): string {
    return this.store.shown.value?.id ?? this.url.value.table;
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
    // Written down, so that a link to what is shown shows the same when there are newer sweeps.
    this.address.set({ sweep: sweep || first || HERE }, false);
    this.load(this.url.value.sweep);
  }

  private load(sweep: string): void {
    this.keeper.keep();
    this.filler.stop();
    batch(() => {
      this.store.leave();
      this.place.value = undefined;
      this.cells = [];
      this.waiting.value = sweep !== HERE;
      this.progress.value = NO_PROGRESS;
      this.version.value++;
    });
    if (sweep === HERE) {
      this.askTheory();
      void this.takeUpKept();
    } else this.read(sweep);
  }

  /** Goes on with what this browser has kept of the map. */
  private async takeUpKept(): Promise<void> {
    const { cells } = this;
    await this.keeper.takeUp(mapKey(this.url.value, this.tableSweep), cells);
    // Meanwhile somebody may have chosen another map.
    if (this.cells !== cells) return;
    this.version.value++;
    this.fill();
  }

  private read(id: string): void {
    this.store.show(id, ({ cells }) => {
      this.cells = cells;
      this.waiting.value = false;
      this.version.value++;
      this.askTheory();
      if (this.url.value.measure === 'symptom') this.fill();
    });
  }

  private askTheory(): void {
    this.theoryReader.ask(this.sweep.value, this.view.value, lines => {
      this.theory.value = lines;
    });
  }

  /** Trains what is not trained, and tells the symptoms where the map is of them. Of a store nothing is trained. */
  private fill(): void {
    const { map, side, target, measure } = this.url.value;
    const { nx, ny } = this.size.value;
    const stored = this.store.shown.value;
    const document = stored?.document ?? sweepDocument(map, side, target);
    const table = tableName({ document });
    const passes = stored
      ? [{ stride: 1, indices: runsOf(stored.sweep.axes, this.view.value) }]
      : fillOrder(nx, ny);
    const task: FillTask = {
      sweep: document,
      table: table === undefined ? undefined : () => storedFile(this.tableSweep, table),
      trains: !stored,
      symptoms: measure === 'symptom',
      knownAt: index => this.cells[index],
    };
    this.filler.start(task, passes, {
      onProgress: progress => {
        this.progress.value = progress;
        if (!progress.running) this.keeper.keep();
      },
      onCells: (indices, cells) => {
        for (const [k, index] of indices.entries()) this.cells[index] = cells[k];
        this.version.value++;
        if (!stored) this.keeper.note(indices.length);
      },
    });
  }
}

/** Share of a map that is left across and up when it is zoomed into by a button. */
const ZOOM = 0.5;
