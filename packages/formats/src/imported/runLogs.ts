import { type ImportedLog, type ImportOptions, LogBuilder } from './logBuilder.ts';

/** The logs of runs by their names, each begun where it is first asked for. */
export function runLogs(options: ImportOptions) {
  const builders = new Map<string, LogBuilder>();
  return {
    logOf(name: string): LogBuilder {
      const log = builders.get(name) ?? new LogBuilder(name, options);
      builders.set(name, log);
      return log;
    },
    finish: (): ImportedLog[] => [...builders.values()].map(log => log.finish()),
  };
}
