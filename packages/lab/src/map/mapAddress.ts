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

  /** Whether it says nothing but which page it is. */
  get isBare(): boolean {
    return this.written === '';
  }

  complain(complaint: string | undefined): void {
    this.complaintSignal.value = complaint === undefined ? [] : [complaint];
  }

  /** Another map is a page to come back to; another colouring of it is not. */
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

/** What the part of an address behind `#` says, and what could not be read of it. */
export function readMapUrl(hash: string): { readonly state: MapUrl; readonly complaints: readonly string[] } {
  const { state, complaints } = readFields(mapFields, hash);
  if (!state.run) return { state, complaints };
  const begun = firstPlan(lastOf(state.run), state.table !== '');
  if ('complaint' in begun)
    return { state: { ...state, run: null }, complaints: [...complaints, begun.complaint] };
  return { state: { ...state, run: null, map: begun.plan, side: '16' }, complaints };
}
