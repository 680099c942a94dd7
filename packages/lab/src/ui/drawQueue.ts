/** Between two drawings of the same figure, in ms. */
const EVERY = 100;

/** Share of the time that all drawing together may take: the cores are for training. */
const SHARE = 0.07;

/** How long a drawing may wait for an idle moment, in ms. */
const LONGEST_WAIT = 120;

/** When something was drawn that has not been yet: it goes before all others, and does not wait for its share. */
export const NEVER = Number.NEGATIVE_INFINITY;

/** Something that is drawn again and again: who asks for it keeps the same one. */
export interface Drawing {
  draw: () => void;
  drawnAt: number;
}

/** What is to be drawn, in the order in which it was asked for. */
const waiting = new Set<Drawing>();
/** An idle moment that was asked for, or the timer of when one will be. */
let coming: 'idle' | ReturnType<typeof setTimeout> | undefined;
let nextAt = 0;

/** Draws in an idle moment: one drawing at a time, so that none holds up the page for longer than it takes by itself. */
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
