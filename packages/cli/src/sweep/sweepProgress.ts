import { countedText, countText, durationText, unitText, wholePercentText } from 'gradscope';
import { liveTerminal, status } from '../terminal/liveTerminal.ts';
import { printError } from '../terminal/print.ts';

const BAR = 24;
const REDRAW_MILLISECONDS = 100;
/** Elsewhere than on a terminal, a line so often. */
const LINE_MILLISECONDS = 10_000;

/** The progress of a sweep. */
export interface SweepPlace {
  readonly done: number;
  readonly total: number;
  readonly failed: number;
  /** Runs finished since the command began, and how long that is. */
  readonly fresh: number;
  readonly seconds: number;
}

/** Shows the progress of a sweep: a bar on a terminal, lines elsewhere, both on standard error. */
export class SweepProgress {
  private readonly quiet: boolean;
  private shownAt = Number.NEGATIVE_INFINITY;

  constructor(quiet: boolean) {
    this.quiet = quiet;
  }

  show(place: SweepPlace): void {
    const live = liveTerminal();
    const interval = live ? REDRAW_MILLISECONDS : LINE_MILLISECONDS;
    if (!live && place.fresh === 0) return;
    if (this.quiet || performance.now() - this.shownAt < interval) return;
    this.shownAt = performance.now();
    const text = placeText(place);
    if (live) status(`${bar(place)}${text}`.slice(0, (process.stderr.columns || 80) - 1));
    else printError(`${text}\n`);
  }

  stop(): void {
    if (!this.quiet) status();
  }
}

/** `1200 of 10000 runs  12 %  340 runs/s  2 failed  26 s left`. */
export function placeText({ done, total, failed, fresh, seconds }: SweepPlace): string {
  const rate = seconds > 0 ? fresh / seconds : 0;
  return [
    `${countText(done)} of ${countedText(total, 'run')}`,
    wholePercentText(done / total),
    ...(rate > 0 ? [unitText(rate, 'runs/s')] : []),
    ...(failed > 0 ? [`${countText(failed)} failed`] : []),
    ...(rate > 0 && done < total ? [`${durationText((total - done) / rate)} left`] : []),
  ].join('  ');
}

function bar({ done, total }: SweepPlace): string {
  const full = Math.floor((BAR * done) / total);
  return `${'█'.repeat(full)}${'░'.repeat(BAR - full)}  `;
}
