import { diagnoseLogs, shownText } from 'gradscope';
import { logJson, logText } from '../logs/logTexts.ts';
import type { ReadLogs } from '../logs/readLogs.ts';
import { print, printError } from '../terminal/print.ts';

interface LogSettings {
  readonly failOn?: readonly string[];
  readonly json?: boolean;
}

/** Diagnoses imported runs and prints the verdicts. @returns the exit code */
export function reportVerdicts(
  { logs, notes }: ReadLogs,
  { failOn = [], json = false }: LogSettings,
): number {
  const verdicts = diagnoseLogs(logs.map(({ run }) => run));
  print(json ? logJson(logs, verdicts) : logText(logs, verdicts));
  for (const note of notes) printError(`${shownText(note)}\n`);
  const found = verdicts.flatMap(({ symptoms }) => symptoms.map(({ kind }) => kind));
  return found.some(kind => failOn.includes(kind)) ? 1 : 0;
}
