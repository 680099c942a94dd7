import { NO_BREAK } from './valueText.ts';

const [MINUTE, HOUR, DAY] = [60, 3600, 86_400];

/** A time span as people say it: `3.2 ms`, `0.8 s`, `41 s`, `3 min 05 s`, `2 h 07 min`, `4 d 11 h`. */
export function durationText(seconds: number): string {
  if (!(seconds > 0)) return joined('0', 's');
  if (seconds < 0.1) return shortText(seconds);
  if (seconds < 9.95) return joined(seconds.toFixed(1), 's');
  const whole = Math.round(seconds);
  if (whole < MINUTE) return joined(String(whole), 's');
  if (whole < HOUR) return parts(whole, [MINUTE, 'min'], [1, 's']);
  const minutes = MINUTE * Math.floor(whole / MINUTE);
  if (minutes < DAY) return parts(minutes, [HOUR, 'h'], [MINUTE, 'min']);
  const days = Math.floor(minutes / DAY);
  return Number.isFinite(days) && days < 1e6 ? parts(minutes, [DAY, 'd'], [HOUR, 'h']) : 'for ever';
}

/** Below a tenth of a second: in ms or µs, two digits. */
function shortText(seconds: number): string {
  const [size, unit] = seconds < 1e-3 ? [1e6 * seconds, 'µs'] : [1e3 * seconds, 'ms'];
  const rounded = Number(size.toPrecision(2));
  return rounded < 0.1 ? joined('< 0.1', unit) : joined(String(rounded), unit);
}

type Unit = readonly [seconds: number, name: string];

/** In two units, the second with two digits. */
function parts(seconds: number, [large, largeName]: Unit, [small, smallName]: Unit): string {
  const rest = Math.floor((seconds % large) / small);
  const first = joined(String(Math.floor(seconds / large)), largeName);
  return `${first}${NO_BREAK}${joined(String(rest).padStart(2, '0'), smallName)}`;
}

const joined = (number: string, unit: string): string => `${number}${NO_BREAK}${unit}`;
