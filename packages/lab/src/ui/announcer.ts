import { shownText } from 'gradscope';

/** The time between two announcements of events, in ms. More of them would drown out everything else. */
export const BETWEEN = 5000;

/**
 * Announces changes of the page to screen readers. Answers to the user come at once. Events come at most
 * every {@link BETWEEN} ms, with only the newest of each source.
 */
export class Announcer {
  private readonly say: (text: string) => void;
  private readonly waiting = new Map<string, string>();
  private readonly known = new Map<string, string>();
  private announcedAt = Number.NEGATIVE_INFINITY;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(say: (text: string) => void) {
    this.say = say;
  }

  /** @param isAnswer true if the text answers an action of the user */
  announce(source: string, text: string, isAnswer: boolean): void {
    if (text === (this.waiting.get(source) ?? this.known.get(source))) return;
    this.waiting.set(source, text);
    if (isAnswer) this.sayAll();
    else
      this.timer ??= setTimeout(
        () => this.sayAll(),
        Math.max(0, this.announcedAt + BETWEEN - performance.now()),
      );
  }

  /** Drops the pending text of a source that has gone. */
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
    this.announcedAt = performance.now();
    this.say(news.map(([, text]) => text).join(' '));
  }
}

let element: HTMLElement | undefined;

/** The announcer of the page. A page has one live region, so that no text interrupts another. */
export const pageAnnouncer = new Announcer(text => {
  element ??= addRegion();
  element.textContent = shownText(text);
});

/** Adds the live region. It must exist before its first text, or screen readers miss that text. */
export function addRegion(): HTMLElement {
  if (element) return element;
  element = document.createElement('p');
  element.className = 'visually-hidden';
  element.setAttribute('role', 'status');
  element.setAttribute('aria-live', 'polite');
  document.body.append(element);
  return element;
}
