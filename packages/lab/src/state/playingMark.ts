const KEY = 'gradscope-playing';

/** Remembers, for this tab, whether the networks train: a page that is loaded again goes on. */
export function markPlaying(playing: boolean): void {
  try {
    if (playing) sessionStorage.setItem(KEY, 'yes');
    else sessionStorage.removeItem(KEY);
  } catch {
    // A browser that keeps nothing: then the page begins paused.
  }
}

/** Whether they trained when the page was left; asked once. */
export function takePlayingMark(): boolean {
  try {
    const marked = sessionStorage.getItem(KEY) !== null;
    sessionStorage.removeItem(KEY);
    return marked;
  } catch {
    return false;
  }
}
