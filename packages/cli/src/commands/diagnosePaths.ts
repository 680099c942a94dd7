import { CliError } from '../cliError.ts';
import { importOptionsOf } from '../logs/importOptionsOf.ts';
import { isLogPath, readLogs } from '../logs/readLogs.ts';
import { diagnoseFile } from './diagnoseFile.ts';
import { reportVerdicts } from './diagnoseLogs.ts';
import type { DiagnoseOptions, DiagnoseSettings } from './diagnoseSettings.ts';
import { failKinds } from './failKinds.ts';
import { diagnoseWithTwins } from './twinCommand.ts';

/**
 * Diagnoses the networks of an experiment file, or the runs of logs.
 *
 * @returns the exit code
 * @throws CliError for settings that do not go together, and files that cannot be read
 */
export async function diagnosePaths(
  paths: readonly string[],
  given: DiagnoseOptions,
  quit: () => void,
): Promise<number> {
  const { failOn, ...others } = given;
  const settings = { ...others, ...(failOn !== undefined && { failOn: failKinds(failOn) }) };
  const options = importOptionsOf(settings);
  if (settings.fix !== undefined && !settings.remedies) {
    throw new CliError('--fix: expected remedies to be tried, got --no-remedies');
  }
  if (paths.every(isLogPath)) {
    refuseForLogs(settings);
    const read = await readLogs(paths, options);
    return settings.twin ? diagnoseWithTwins(read, settings, quit) : reportVerdicts(read, settings);
  }
  if (settings.twin) throw new CliError(`--twin: expected logs only, got ${paths.join(' ')}`);
  if (paths.length > 1) {
    throw new CliError(`paths: expected one experiment, or logs only, got ${paths.join(' ')}`);
  }
  return diagnoseFile(paths[0], settings, quit);
}

/** Options that would need to run the network again. */
const OF_EXPERIMENTS = ['steps', 'budget', 'seeds', 'out', 'fix'] as const;

function refuseForLogs(settings: DiagnoseSettings): void {
  const option = OF_EXPERIMENTS.find(
    name => settings[name] !== undefined && (name === 'out' || !settings.twin),
  );
  if (!option) return;
  const hint =
    option === 'out'
      ? ': gradscope report draws them'
      : ', which cannot be run again; with --twin a network like theirs is';
  throw new CliError(`--${option}: expected an experiment, got logs${hint}`);
}
