import { batch, type ReadonlySignal, signal } from '@preact/signals';
import { lastOf } from '../session/timeline.ts';
import { readFields, type StateOf, writeFields } from '../state/urlText.ts';
import { firstPlan } from './firstPlan.ts';
import { mapFields } from './mapFields.ts';

export type MapUrl = StateOf<typeof mapFields>;

/** The address of the map page, which determines what is shown. */
export class MapAddress {
  private readonly urlSignal;
  private readonly complaintSignal = signal<readonly string[]>([]);
  private written: string;

  /** @param onFollow called when the address has changed */
  constructor(onFollow: () => void) {
    const { state, complaints } = readMapUrl(location.hash);
    this.urlSignal = signal(state);
    this.complaintSignal.value = complaints;
    this.written = hashNow();
    const follow = () => {
      if (this.follow()) onFollow();
    };
    addEventListener('popstate', follow);
    addEventListener('hashchange', follow);
  }

  get url(): ReadonlySignal<MapUrl> {
    return this.urlSignal;
  }

  get complaints(): ReadonlySignal<readonly string[]> {
    return this.complaintSignal;
  }

  /** True if the address has no hash, so that it says nothing about the map. */
  get isBare(): boolean {
    return this.written === '';
  }

  complain(complaint: string | undefined): void {
    this.complaintSignal.value = complaint === undefined ? [] : [complaint];
  }

  /** Another map makes a history entry; another colouring of the same map does not. */
  set(changes: Partial<MapUrl>, isAnother: boolean): void {
    this.urlSignal.value = { ...this.urlSignal.value, ...changes };
    const hash = writeFields(mapFields, this.urlSignal.value);
    if (hash === this.written) return;
    this.written = hash;
    const address = hash ? `#${hash}` : location.pathname + location.search;
    if (isAnother) history.pushState(null, '', address);
    else history.replaceState(null, '', address);
  }

  private follow(): boolean {
    if (hashNow() === this.written) return false;
    this.written = hashNow();
    const { state, complaints } = readMapUrl(location.hash);
    batch(() => {
      this.urlSignal.value = state;
      this.complaintSignal.value = complaints;
    });
    return true;
  }
}

const hashNow = (): string => location.hash.replace(/^#/, '');

/** The state in the hash of an address, and a complaint for each field that could not be read. */
export function readMapUrl(hash: string): { readonly state: MapUrl; readonly complaints: readonly string[] } {
  const { state, complaints } = readFields(mapFields, hash);
  if (!state.run) return { state, complaints };
  const begun = firstPlan(lastOf(state.run), state.table !== '');
  if ('complaint' in begun)
    return { state: { ...state, run: null }, complaints: [...complaints, begun.complaint] };
  return { state: { ...state, run: null, map: begun.plan, side: '16' }, complaints };
}
