import { shownText } from 'gradscope';

/** Between two announcements of what happens by itself, in ms: more often nobody can listen to anything else. */
export const BETWEEN = 5000;

/**
 * Says what is new on the page, for screen readers: at once what answers somebody, and what happens by itself at most every
 * {@link BETWEEN} ms, of each source only the newest.
 */
export class Announcer {
  private readonly say: (text: string) => void;
  private readonly waiting = new Map<string, string>();
  private readonly known = new Map<string, string>();
  private saidAt = Number.NEGATIVE_INFINITY;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(say: (text: string) => void) {
    this.say = say;
  }

  /** @param isAnswer whether it answers what somebody has just done */
  tell(source: string, text: string, isAnswer: boolean): void {
    if (text === (this.waiting.get(source) ?? this.known.get(source))) return;
    this.waiting.set(source, text);
    if (isAnswer) this.sayAll();
    else
      this.timer ??= setTimeout(() => this.sayAll(), Math.max(0, this.saidAt + BETWEEN - performance.now()));
  }

  /** Its source is gone: what it had to say no longer holds. */
  forget(source: string): void {
    this.waiting.delete(source);
    this.known.delete(source);
  }

  private sayAll(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    const news = [...this.waiting].filter(([source, text]) => text && text !== this.known.get(source));
    for (const [source, text] of this.waiting) this.known.set(source, text);
    this.waiting.clear();
    if (news.length === 0) return;
    this.saidAt = performance.now();
    this.say(news.map(([, text]) => text).join(' '));
  }
}

let element: HTMLElement | undefined;

/** Of the whole page: it has one live region, so that nothing is said in the middle of something else. */
export const pageAnnouncer = new Announcer(text => {
  element ??= addRegion();
  element.textContent = shownText(text);
});

/** A region is there before anything is said in it; otherwise it is not heard. */
export function addRegion(): HTMLElement {
  if (element) return element;
  element = document.createElement('p');
  element.className = 'visually-hidden';
  element.setAttribute('role', 'status');
  element.setAttribute('aria-live', 'polite');
  document.body.append(element);
  return element;
}
