/** The time between two drawings of the same figure, in ms. */
const EVERY = 100;

/** The share of the time that all drawing may take; the rest is for training. */
const SHARE = 0.07;

/** The longest wait of a drawing for an idle moment, in ms. */
const LONGEST_WAIT = 120;

/** The time of the last drawing of a figure that has never been drawn. It goes first, whatever the share. */
export const NEVER = Number.NEGATIVE_INFINITY;

/** A figure that is drawn repeatedly. Its owner passes the same object each time. */
export interface Drawing {
  draw: () => void;
  drawnAt: number;
}

/** The requested drawings, in order of request. */
const waiting = new Set<Drawing>();
/** The idle moment requested, or the timer that will request one. */
let coming: 'idle' | ReturnType<typeof setTimeout> | undefined;
let nextAt = 0;

/** Draws in an idle moment, one figure at a time, so that each interruption is short. */
export function requestDrawing(drawing: Drawing): void {
  waiting.add(drawing);
  comeBack();
}

export function cancelDrawing(drawing: Drawing): void {
  waiting.delete(drawing);
}

function comeBack(): void {
  if (coming === 'idle' || waiting.size === 0) return;
  clearTimeout(coming);
  const drawn = Array.from(waiting, ({ drawnAt }) => drawnAt);
  const due = Math.min(...drawn) + EVERY;
  const wait = drawn.includes(NEVER) ? 0 : Math.max(due, nextAt) - performance.now();
  if (wait > 1) coming = setTimeout(whenIdle, wait);
  else whenIdle();
}

function whenIdle(): void {
  coming = 'idle';
  if ('requestIdleCallback' in globalThis) requestIdleCallback(drawOne, { timeout: LONGEST_WAIT });
  else setTimeout(drawOne, 0);
}

function drawOne(): void {
  coming = undefined;
  const start = performance.now();
  const due = [...waiting].filter(({ drawnAt }) => start >= drawnAt + EVERY);
  const drawing = due.find(({ drawnAt }) => drawnAt === NEVER) ?? due[0];
  if (drawing) {
    waiting.delete(drawing);
    drawing.draw();
    drawing.drawnAt = performance.now();
    nextAt = drawing.drawnAt + (drawing.drawnAt - start) * (1 / SHARE - 1);
  }
  comeBack();
}
