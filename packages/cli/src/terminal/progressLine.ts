import { durationText, steadyText, unitText, wholePercentText } from 'gradscope';
import { plainSpaces } from './print.ts';

/** The progress of one network. */
export interface Place {
  readonly name: string;
  readonly step: number;
  readonly steps: number;
  readonly loss: number;
  /** Since its training began. */
  readonly seconds: number;
  readonly state: 'waiting' | 'training' | 'done' | 'failed';
}

const SHORTEST_BAR = 8;
const LONGEST_BAR = 30;

/**
 * One network's progress in one line of less than `width` columns: name, bar, percent, rate, time left, loss.
 * If there is not enough room, the bar is left out first, then the loss, the rate, and the time.
 *
 * @param nameWidth the columns of the name, which is padded or cut to them
 */
export function progressLine(place: Place, nameWidth: number, width: number): string {
  const share = place.steps > 0 ? place.step / place.steps : 1;
  const name = shortened(place.name, nameWidth).padEnd(nameWidth);
  const percent = plainSpaces(wholePercentText(share)).padStart(6);
  const room = width - 1 - name.length - 2;
  const texts = descriptions(place).map(fields => plainSpaces([percent, ...fields].join('  ')));
  const text = texts.find(({ length }) => length <= room) ?? percent;
  const barLength = Math.min(LONGEST_BAR, room - text.length);
  return `${name}  ${barLength < SHORTEST_BAR ? '' : bar(share, barLength)}${text}`.slice(0, width - 1);
}

function shortened(name: string, length: number): string {
  return name.length <= length ? name : `${name.slice(0, length - 1)}…`;
}

function bar(share: number, length: number): string {
  const full = Math.round(length * share);
  return '█'.repeat(full) + '░'.repeat(length - full);
}

/** The fields behind the percent, the most telling choice first. */
function descriptions({ step, steps, loss, seconds, state }: Place): string[][] {
  if (state === 'waiting' || state === 'failed') return [[state]];
  const rate = seconds > 0 ? step / seconds : 0;
  const left = rate > 0 ? `${durationText((steps - step) / rate)} left` : '';
  const time = (state === 'done' ? `in ${durationText(seconds)}` : left).padEnd(12);
  const speed = unitText(rate, 'steps/s').padStart(14);
  return [[speed, time, `training loss ${steadyText(loss)}`], [speed, time], [time]];
}
