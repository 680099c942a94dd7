import { firstView, type MapCell, type SweepMap, type SweepView, sweepMaps } from '@gradscope/figures';
import { computed, type ReadonlySignal } from '@preact/signals';
import type { Experiment, Sweep } from 'gradscope';
import { LARGEST_FILE, tooLarge } from '../files/largestFile.ts';
import { attempt } from './attempt.ts';
import { shownCells } from './fillOrder.ts';
import { labHash } from './labHash.ts';
import type { MapUrl } from './mapAddress.ts';
import type { MapCells } from './mapCells.ts';
import { type MapPlan, plainDocument, sweepOf } from './mapPlan.ts';
import type { ServedStore } from './servedStore.ts';
import { fits, tableName } from './storedSweep.ts';
import { planOfView } from './zoom.ts';

/** A place on the maps: the index of a map, and a cell of it, counted from its lower left. */
export interface Place {
  readonly map: number;
  readonly i: number;
  readonly j: number;
}

const PLAN_VIEW: SweepView = { x: 1, y: 0, others: [0, 0] };

/** The shown maps, derived from the address, the store's sweep and the results. */
export class ShownMap {
  private readonly url: ReadonlySignal<MapUrl>;
  private readonly store: ServedStore;
  private readonly cells: MapCells;

  constructor(url: ReadonlySignal<MapUrl>, store: ServedStore, cells: MapCells) {
    this.url = url;
    this.store = store;
    this.cells = cells;
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
    void this.cells.version.value;
    const { axes } = this.sweep.value;
    const maps = sweepMaps(axes, index => this.cells.at(index), this.view.value, this.url.value.measure);
    if (this.store.shown.value) return maps;
    return maps.map(({ map, ...rest }) => {
      const cells = shownCells(map.cells, map.x.values.length, map.y.values.length);
      return { ...rest, map: { ...map, cells } };
    });
  });

  /** The number of cells across and up. */
  readonly size = computed(() => {
    const { axes } = this.sweep.value;
    const { x, y } = this.view.value;
    return { nx: axes[x].values.length, ny: y === undefined ? 1 : axes[y].values.length };
  });

  /** Why this page cannot load the rows that a stored sweep's networks learn from; undefined if it can. */
  readonly tableComplaint: ReadonlySignal<string | undefined> = computed(() => {
    const stored = this.store.shown.value;
    const bytes = stored?.tableBytes ?? 0;
    return stored && bytes > LARGEST_FILE ? tooLarge(tableName(stored)!, bytes) : undefined;
  });

  /** The shown map as a plan to train here, or the reason why it cannot be. */
  readonly plan: ReadonlySignal<MapPlan | string> = computed(() => {
    const { store, url, view, sweep } = this;
    if (!store.shown.value) return url.value.map;
    if (this.tableComplaint.value !== undefined) return `zoom: ${this.tableComplaint.value}`;
    const experiment = attempt(() => sweep.value.experimentAt(this.maps.value[0].runs[0]));
    return experiment
      ? planOfView(sweep.value, view.value, plainDocument(experiment))
      : 'map: expected an experiment to begin with, got none';
  });

  /** The stored sweep that has the rows of the networks' data; empty if the data is generated. */
  get tableSweep(): string {
    return this.store.shown.value?.id ?? this.url.value.table;
  }

  /** The run that a cell shows, by its index in the sweep. */
  runAt({ map, i, j }: Place): number {
    return this.maps.value[map].runs[j * this.size.value.nx + i];
  }

  cellAt(place: Place): MapCell | undefined {
    return this.cells.at(this.runAt(place));
  }

  experimentAt(place: Place): Experiment | undefined {
    return attempt(() => this.sweep.value.experimentAt(this.runAt(place)));
  }

  /**
   * The address at which the lab trains the network at a place to its end. Undefined if the network is
   * invalid, or its data has too many rows.
   */
  labAddress(place: Place): string | undefined {
    const experiment = this.experimentAt(place);
    if (!experiment || this.tableComplaint.value !== undefined) return undefined;
    return `./lab.html#${labHash(experiment, experiment.data.kind === 'table' ? this.tableSweep : '')}`;
  }
}
