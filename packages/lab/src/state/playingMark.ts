const KEY = 'gradscope-playing';

/** Remembers for this tab whether the networks train, so that a reloaded page goes on. */
export function markPlaying(playing: boolean): void {
  try {
    if (playing) sessionStorage.setItem(KEY, 'yes');
    else sessionStorage.removeItem(KEY);
  } catch {
    // Without storage the page starts paused.
  }
}

/** True if the networks trained when the page was left. Reading the mark clears it. */
export function takePlayingMark(): boolean {
  try {
    const marked = sessionStorage.getItem(KEY) !== null;
    sessionStorage.removeItem(KEY);
    return marked;
  } catch {
    return false;
  }
}
