import { CliError } from '../cliError.ts';

const MOST_SECONDS = 86_400;

/** Reads an option that is a time in seconds, whole or not, from 0 to a day. */
export function seconds(option: string): (text: string) => number {
  return text => {
    const value = /^\d+(\.\d+)?$/.test(text) ? Number(text) : Number.NaN;
    if (value <= MOST_SECONDS) return value;
    throw new CliError(`${option}: expected seconds from 0 to ${MOST_SECONDS}, got ${JSON.stringify(text)}`);
  };
}
