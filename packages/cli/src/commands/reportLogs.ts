import { existsSync } from 'node:fs';
import { basename, dirname, extname, join, resolve } from 'node:path';
import { countedText, countText, diagnoseLogs, shownText } from 'gradscope';
import { CliError } from '../cliError.ts';
import type { ImportSettings } from '../logs/importOptions.ts';
import { importOptionsOf } from '../logs/importOptionsOf.ts';
import { isLogPath, readLogs } from '../logs/readLogs.ts';
import { claimFolder } from '../output/claimFolder.ts';
import { shellPath } from '../output/shellWord.ts';
import { shownPath } from '../output/shownPath.ts';
import { writeWhole } from '../output/writeWhole.ts';
import { print, printError } from '../terminal/print.ts';

export interface ReportSettings extends ImportSettings {
  readonly out?: string;
}

/**
 * Writes a page with the figures and the diagnosis of runs of other programs.
 *
 * @throws CliError if a path is no log, or cannot be read
 */
export async function reportLogs(paths: readonly string[], settings: ReportSettings): Promise<void> {
  const options = importOptionsOf(settings);
  refuseOthers(paths);
  const { logs, notes } = await readLogs(paths, options);
  const verdicts = diagnoseLogs(logs.map(({ run }) => run));
  const folder = folderFor(paths[0], settings.out);
  claimFolder(folder, []);
  // Imported only now, because the drawing code is large.
  const { logReport } = await import('../logs/logReport.ts');
  const path = join(folder, 'report.html');
  writeWhole(path, logReport(logs, verdicts));
  for (const note of notes) printError(`${shownText(note)}\n`);
  const sick = verdicts.filter(({ healthy }) => !healthy).length;
  print(`${shownPath(path)}: ${countedText(logs.length, 'run')}, ${countText(sick)} with something wrong\n`);
}

/** Names the right command for paths that are not logs. */
function refuseOthers(paths: readonly string[]): void {
  for (const path of paths.filter(path => existsSync(path) && !isLogPath(path))) {
    const folder = dirname(path);
    if (basename(path) === 'run.json') {
      throw new CliError(
        `${path}: expected logs, got the record of a run: gradscope report ${shellPath(folder)} takes its folder`,
      );
    }
    if (/\.(?:ya?ml|json)$/i.test(path)) {
      throw new CliError(
        `${path}: expected logs, got an experiment: gradscope train ${shellPath(path)} writes a report of it`,
      );
    }
  }
}

/** The folder of the page. A report that gradscope train wrote is kept. */
function folderFor(path: string, out: string | undefined): string {
  const folder = out ?? join('out', basename(resolve(path), extname(path)));
  if (!['run.json', 'report.html'].every(name => existsSync(join(folder, name)))) return folder;
  if (out === undefined) return `${folder}-log`;
  throw new CliError(`--out: expected a folder without the report that gradscope train wrote, got ${out}`);
}
