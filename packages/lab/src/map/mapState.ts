import type { MapCell } from '@gradscope/figures';
import { batch, computed, type ReadonlySignal, signal } from '@preact/signals';
import { type Experiment, ExperimentError, type Sweep } from 'gradscope';
import { lastOf } from '../session/timeline.ts';
import { DEFAULT_URL_STATE, writeUrlState } from '../state/urlState.ts';
import { readFields, type StateOf, writeFields } from '../state/urlText.ts';
import { axisChoices } from './axisChoices.ts';
import { fillOrder } from './fillOrder.ts';
import { mapFields } from './mapFields.ts';
import { MapFiller } from './mapFiller.ts';
import { type AxisChoice, type MapPlan, plainDocument, sweepDocument, sweepOf } from './mapPlan.ts';
import { widenAxis, zoomAxis } from './zoom.ts';

type MapUrl = StateOf<typeof mapFields>;

/** How far a fill has come. */
export interface FillProgress {
  readonly done: number;
  readonly total: number;
  readonly running: boolean;
  /** Of the runs that could not be, why the last could not. */
  readonly complaint: string | undefined;
}

/** A place of a map, counted from its lower left cell. */
export interface Place {
  readonly i: number;
  readonly j: number;
}

/** What the map page shows and does: the state of its address, and the networks that are trained for it. */
export class MapState {
  private readonly urlSignal;
  private readonly complaintSignal = signal<readonly string[]>([]);
  private readonly filler = new MapFiller();
  private written: string;
  /** Changes whenever {@link cells} do. */
  readonly version = signal(0);
  cells: (MapCell | undefined)[] = [];
  readonly progress = signal<FillProgress>({ done: 0, total: 0, running: false, complaint: undefined });
  readonly place = signal<Place | undefined>(undefined);

  constructor() {
    const { state, complaints } = this.readAddress();
    this.urlSignal = signal(state);
    this.complaintSignal.value = complaints;
    this.written = this.hashNow;
    addEventListener('popstate', () => this.follow());
    addEventListener('hashchange', () => this.follow());
    this.fill();
  }

  get url(): ReadonlySignal<MapUrl> {
    return this.urlSignal;
  }

  get complaints(): ReadonlySignal<readonly string[]> {
    return this.complaintSignal;
  }

  dismissComplaints(): void {
    this.complaintSignal.value = [];
  }

  readonly sweep: ReadonlySignal<Sweep> = computed(() => {
    const { map, side, target } = this.url.value;
    return sweepOf(map, side, target);
  });

  /** Cells across and up. */
  readonly size = computed(() => {
    const [y, x] = this.sweep.value.axes;
    return { nx: x!.values.length, ny: y!.values.length };
  });

  /** A choice of what is shown, that trains nothing anew. */
  setMeasure(measure: MapUrl['measure']): void {
    this.urlSignal.value = { ...this.url.value, measure };
    this.write(false);
  }

  /** Another map; where it cannot be, what is wrong with it. */
  change(changes: Partial<Pick<MapUrl, 'map' | 'side' | 'target'>>): string | undefined {
    const next = { ...this.url.value, ...changes };
    try {
      sweepOf(next.map, next.side, next.target);
    } catch (error) {
      if (error instanceof ExperimentError) return error.message;
      throw error;
    }
    batch(() => {
      this.urlSignal.value = next;
      this.place.value = undefined;
    });
    this.write(true);
    this.fill();
    return undefined;
  }

  setAxis(name: 'x' | 'y', axis: AxisChoice): string | undefined {
    return this.change({ map: { ...this.url.value.map, [name]: axis } });
  }

  /** Shows the part of the map between two corners, each from 0 to 1 across and up. */
  zoom(across: readonly [number, number], up: readonly [number, number]): string | undefined {
    const { map } = this.url.value;
    const { nx, ny } = this.size.value;
    return this.change({ map: { ...map, x: zoomAxis(map.x, nx, across), y: zoomAxis(map.y, ny, up) } });
  }

  zoomOut(): string | undefined {
    const { map } = this.url.value;
    return this.change({ map: { ...map, x: widenAxis(map.x, 2), y: widenAxis(map.y, 2) } });
  }

  cellAt({ i, j }: Place): MapCell | undefined {
    return this.cells[j * this.size.value.nx + i];
  }

  experimentAt({ i, j }: Place): Experiment | undefined {
    try {
      return this.sweep.value.experimentAt(j * this.size.value.nx + i);
    } catch (error) {
      if (error instanceof ExperimentError) return undefined;
      throw error;
    }
  }

  /** The address at which the lab trains the network of a place, to its end. */
  labAddress(place: Place): string | undefined {
    const experiment = this.experimentAt(place);
    if (!experiment) return undefined;
    const run = [{ from: 0, experiment }] as const;
    return `./lab.html#${writeUrlState({ ...DEFAULT_URL_STATE, run, step: experiment.training.steps })}`;
  }

  stop(): void {
    this.filler.stop();
    this.progress.value = { ...this.progress.value, running: false };
  }

  private fill(): void {
    const { map, side, target } = this.url.value;
    const { nx, ny } = this.size.value;
    const total = nx * ny;
    this.cells = new Array<MapCell | undefined>(total).fill(undefined);
    this.progress.value = { done: 0, total, running: true, complaint: undefined };
    this.version.value++;
    this.filler.start(sweepDocument(map, side, target), fillOrder(nx, ny), {
      onCells: (indices, cells, complaint) => {
        for (const [k, index] of indices.entries()) this.cells[index] = cells[k];
        const before = this.progress.value;
        this.progress.value = {
          ...before,
          done: before.done + indices.length,
          complaint: complaint ?? before.complaint,
        };
        this.version.value++;
      },
      onDone: () => {
        this.progress.value = { ...this.progress.value, running: false };
      },
      onTrouble: message => {
        this.progress.value = { ...this.progress.value, running: false, complaint: message };
      },
    });
  }

  private get hashNow(): string {
    return location.hash.replace(/^#/, '');
  }

  private readAddress(): { state: MapUrl; complaints: readonly string[] } {
    const { state, complaints } = readFields(mapFields, location.hash);
    if (!state.run) return { state, complaints };
    const begun = planOf(lastOf(state.run));
    if ('complaint' in begun)
      return { state: { ...state, run: null }, complaints: [...complaints, begun.complaint] };
    return { state: { ...state, run: null, map: begun.plan, side: '16' }, complaints };
  }

  /** Another map is a page to come back to; another colouring of it is not. */
  private write(isAnother: boolean): void {
    const hash = writeFields(mapFields, this.url.value);
    if (hash === this.written) return;
    this.written = hash;
    const address = hash ? `#${hash}` : location.pathname + location.search;
    if (isAnother) history.pushState(null, '', address);
    else history.replaceState(null, '', address);
  }

  private follow(): void {
    if (this.hashNow === this.written) return;
    this.written = this.hashNow;
    const { state, complaints } = this.readAddress();
    batch(() => {
      this.urlSignal.value = state;
      this.complaintSignal.value = complaints;
      this.place.value = undefined;
    });
    this.fill();
  }
}

/** Of each network of a first map: it is to be there soon, and its steps can be changed. */
const FEW_STEPS = 500;

/** The map that begins with an experiment of the lab: its first network, over step size and what else is first. */
function planOf(experiment: Experiment): { readonly plan: MapPlan } | { readonly complaint: string } {
  if (experiment.data.kind === 'table') {
    return {
      complaint:
        'map: expected data that the experiment makes, got a table of your own; the first map is shown',
    };
  }
  const { training } = experiment;
  const steps = Math.min(training.steps, FEW_STEPS);
  const document = plainDocument({ ...experiment, training: { ...training, steps } });
  const choices = axisChoices(document);
  const y = choices.find(({ path }) => path.endsWith('.std') || path.endsWith('.sigmaW')) ?? choices[1]!;
  return { plan: { document, x: choices[0]!, y } };
}
