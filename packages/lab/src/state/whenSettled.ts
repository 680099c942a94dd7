/** How long to wait for more changes once some follow one another, in ms. */
const DELAY = 250;

/**
 * Returns a function to call at every change: it calls `write` at once if no change came just before, and otherwise once
 * after the last of the changes that follow one another within {@link DELAY}. It returns a function that calls off what waits.
 */
export function whenSettled(write: () => void): () => () => void {
  let changedAt = performance.now();
  return () => {
    const now = performance.now();
    const isAlone = now - changedAt > DELAY;
    changedAt = now;
    if (isAlone) {
      write();
      return () => {};
    }
    const timer = setTimeout(write, DELAY);
    return () => clearTimeout(timer);
  };
}
