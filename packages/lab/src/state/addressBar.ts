import { computed, signal } from '@preact/signals';

/** Under which the browser's history says how many edits come before an entry. */
const PLACE = 'gradscopeEdit';

/**
 * The address of the lab in the browser's history. Every edit is an entry of its own, so that going back takes it back; where the
 * networks stand, and what is shown of them, changes the entry that is there.
 */
export class AddressBar {
  /** The part behind `#` that was written or followed last, and what is trained by it. */
  private written = hashNow();
  private edit: string;
  private readonly place = signal(placeNow());
  /** As far as it is known to go on. */
  private readonly last = signal(placeNow());

  /**
   * @param edit what is trained at first, as text
   * @param onFollow called with another address that somebody has gone to, typed or followed; returns what is trained by it
   */
  constructor(edit: string, onFollow: (hash: string) => string) {
    this.edit = edit;
    if (history.state === null) history.replaceState({ [PLACE]: 0 }, '');
    addEventListener('hashchange', () => {
      const hash = hashNow();
      if (hash === this.written) return;
      this.written = hash;
      // An address that somebody has typed is a new entry, after this one.
      if (history.state === null) this.enter(this.place.peek() + 1);
      this.place.value = placeNow();
      this.last.value = Math.max(this.last.peek(), this.place.peek());
      this.edit = onFollow(hash);
    });
  }

  /** Whether there is an edit before this one to go back to, and one after it. */
  readonly canUndo = computed(() => this.place.value > 0);
  readonly canRedo = computed(() => this.place.value < this.last.value);

  undo(): void {
    if (this.canUndo.peek()) history.back();
  }

  redo(): void {
    if (this.canRedo.peek()) history.forward();
  }

  /** Writes down where the page stands. @param edit what is trained, as text: another one is a new entry */
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
