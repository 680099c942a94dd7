import { computed, signal } from '@preact/signals';

/** The key under which a history entry holds the number of edits before it. */
const PLACE = 'gradscopeEdit';

/**
 * The lab's address in the browser's history. Every edit is a new entry, so that going back undoes it. A new
 * step or a change of view rewrites the present entry.
 */
export class AddressBar {
  /** The part behind `#` that was last written or followed, and the experiment it trains, as text. */
  private written = hashNow();
  private edit: string;
  private readonly place = signal(placeNow());
  /** The highest place known in the history. */
  private readonly last = signal(placeNow());

  /**
   * @param edit the experiment trained at first, as text
   * @param onFollow called with another address that the user typed or followed; returns its experiment as
   *   text
   */
  constructor(edit: string, onFollow: (hash: string) => string) {
    this.edit = edit;
    if (history.state === null) history.replaceState({ [PLACE]: 0 }, '');
    addEventListener('hashchange', () => {
      const hash = hashNow();
      if (hash === this.written) return;
      this.written = hash;
      // A typed address is a new entry after this one.
      if (history.state === null) this.enter(this.place.peek() + 1);
      this.place.value = placeNow();
      this.last.value = Math.max(this.last.peek(), this.place.peek());
      this.edit = onFollow(hash);
    });
  }

  /** True if there is an edit to go back to; `canRedo` is true if there is one to go forward to. */
  readonly canUndo = computed(() => this.place.value > 0);
  readonly canRedo = computed(() => this.place.value < this.last.value);

  undo(): void {
    if (this.canUndo.peek()) history.back();
  }

  redo(): void {
    if (this.canRedo.peek()) history.forward();
  }

  /** Writes the state of the page. @param edit the experiment as text; a different one makes a new entry */
  write(hash: string, edit: string): void {
    const isEdit = edit !== this.edit;
    this.edit = edit;
    if (hash === this.written) return;
    this.written = hash;
    if (!isEdit) history.replaceState(history.state, '', addressOf(hash));
    else {
      const place = this.place.peek() + 1;
      history.pushState({ [PLACE]: place }, '', addressOf(hash));
      this.place.value = place;
      this.last.value = place;
    }
  }

  private enter(place: number): void {
    history.replaceState({ [PLACE]: place }, '');
    this.last.value = place;
  }
}

const hashNow = (): string => location.hash.replace(/^#/, '');

const placeNow = (): number => (history.state as Record<string, number> | null)?.[PLACE] ?? 0;

const addressOf = (hash: string): string => (hash ? `#${hash}` : location.pathname + location.search);
