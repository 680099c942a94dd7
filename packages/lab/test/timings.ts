/** When things happened in a page that trains, in ms since it was opened. */
export interface Timings {
  /** Those that took more than 50 ms. */
  readonly tasks: { readonly start: number; readonly duration: number }[];
  readonly frames: number[];
  firstFigure?: number;
  /** When the first step was shown. */
  training?: number;
}

/** Keeps {@link Timings} at `window.timings`. To be run in the page before anything else. */
export function observeTimings(): void {
  const timings: Timings = { tasks: [], frames: [] };
  Reflect.set(window, 'timings', timings);
  new PerformanceObserver(list => {
    for (const { startTime: start, duration } of list.getEntries()) timings.tasks.push({ start, duration });
  }).observe({ entryTypes: ['longtask'] });
  const frame = (time: number) => {
    timings.frames.push(time);
    requestAnimationFrame(frame);
  };
  requestAnimationFrame(frame);
  new MutationObserver(() => {
    if (document.querySelector('.figure svg, canvas[aria-label*=" at step "]'))
      timings.firstFigure ??= performance.now();
    const step = document.querySelector('.step-readout strong')?.textContent ?? '0';
    if (step !== '0') timings.training ??= performance.now();
  }).observe(document, { childList: true, subtree: true, characterData: true });
}

/** The first second is the page's loading. */
const LOADED = 1000;

/** In ms, of the tasks that began after `from`; 0 where none took over 50 ms. */
export function longestTask({ tasks }: Timings, from = LOADED): number {
  return Math.max(0, ...tasks.filter(({ start }) => start > from).map(({ duration }) => duration));
}

export function framesPerSecond({ frames }: Timings, from = LOADED): number {
  const late = frames.filter(time => time > from);
  return (1000 * (late.length - 1)) / (late.at(-1)! - late[0]);
}
