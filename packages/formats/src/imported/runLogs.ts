import { FormatError } from '../formatError.ts';
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
    /**
     * The logs as far as they can be told; what is wrong with the others is added to the problems.
     *
     * @throws FormatError where it is the only one
     */
    finish(problems: string[]): ImportedLog[] {
      return [...builders.values()].flatMap(log => {
        try {
          return [log.finish()];
        } catch (error) {
          if (!(error instanceof FormatError) || builders.size === 1) throw error;
          problems.push(error.message);
          return [];
        }
      });
    },
  };
}
