import { FormatError } from '../formatError.ts';
import { refuseCheckpoint } from './checkpoint.ts';
import type { ImportedLog } from './finishRun.ts';
import { joinHeldOut } from './heldOutLogs.ts';
import { type ImportOptions, LogBuilder } from './logBuilder.ts';

/** The logs of runs by their source; each is created on first use. */
export function runLogs(options: ImportOptions) {
  const builders = new Map<string, LogBuilder>();
  const names = new Set<string>();
  return {
    /**
     * @param source where the log is read from: two sources with the same name stay apart
     * @param name of the run
     */
    logOf(source: string, name: string): LogBuilder {
      const known = builders.get(source);
      if (known) return known;
      const log = new LogBuilder(freeName(name, names), options);
      builders.set(source, log);
      return log;
    },
    /**
     * The finished logs; faults of the others are added to the problems.
     *
     * @throws FormatError if it is the only one
     */
    finish(problems: string[]): ImportedLog[] {
      const logs = [...builders.values()].flatMap(log => {
        try {
          const runs = log.finish();
          for (const run of runs) refuseWeightsAlone(run, log.arrayFile);
          return runs;
        } catch (error) {
          if (!(error instanceof FormatError) || builders.size === 1) throw error;
          problems.push(error.message);
          return [];
        }
      });
      return joinHeldOut(logs);
    },
  };
}

/** `log`, then `log (2)` for another of the same name. */
function freeName(name: string, names: Set<string>): string {
  let free = name;
  for (let i = 2; names.has(free); i++) free = `${name} (${i})`;
  names.add(free);
  return free;
}

/** @throws FormatError for arrays that are only the weights of one step */
function refuseWeightsAlone({ run: { series }, tags }: ImportedLog, file: string | undefined): void {
  if (file === undefined) return;
  const all = Object.entries(series);
  const isAlone =
    all.length > 0 && all.every(([key, { step }]) => key.startsWith('weight_') && step.length === 1);
  if (isAlone)
    refuseCheckpoint(
      file,
      tags.filter(({ use }) => use === 'used').map(({ tag }) => tag),
    );
}
