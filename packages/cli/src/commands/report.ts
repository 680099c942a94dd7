import { basename, extname, join } from 'node:path';
import type { Command } from 'commander';
import { diagnoseLog } from 'gradscope';
import { CliError } from '../cliError.ts';
import { type ImportSettings, importOptions, importOptionsOf } from '../logs/importOptions.ts';
import { isLogPath, readLogs } from '../logs/readLogs.ts';
import { claimFolder } from '../output/claimFolder.ts';
import { shownPath } from '../output/shownPath.ts';
import { writeWhole } from '../output/writeWhole.ts';

const EXAMPLES = `
Examples:
  $ gradscope report gradients.jsonl
  $ gradscope report runs/ --out out/runs
  $ gradscope report gradients.jsonl out/notebook/relu.npz
`;

interface ReportSettings extends ImportSettings {
  readonly out?: string;
}

/** Adds `gradscope report`. */
export function addReport(program: Command): void {
  const command = program
    .command('report')
    .summary('draw and diagnose runs made elsewhere, from their logs')
    .description(
      'Reads logs of gradients (TensorBoard, JSONL, CSV, npz, safetensors, or folders of them) of any program, and writes a page ' +
        'with their figures and a diagnosis. Several runs stand side by side.',
    )
    .argument('<paths...>', 'logs, or folders of logs')
    .option('--out <folder>', 'where the page goes (default: "out/<name of the first path>")');
  importOptions(command)
    .addHelpText('after', EXAMPLES)
    .action(async (paths: readonly string[], settings: ReportSettings) => {
      const experiment = paths.find(path => /\.(?:ya?ml|json)$/i.test(path) && !isLogPath(path));
      if (experiment !== undefined) {
        throw new CliError(
          `${experiment}: expected logs, got an experiment: gradscope train writes a report of it`,
        );
      }
      const { logs, notes } = await readLogs(paths, importOptionsOf(settings));
      const verdicts = logs.map(({ run }) => diagnoseLog(run));
      const folder = settings.out ?? join('out', basename(paths[0]!, extname(paths[0]!)));
      claimFolder(folder, []);
      // Only now: what draws is large.
      const { logReport } = await import('../logs/logReport.ts');
      const path = join(folder, 'report.html');
      writeWhole(path, logReport(logs, verdicts));
      for (const note of notes) process.stderr.write(`${note}\n`);
      const sick = verdicts.filter(({ healthy }) => !healthy).length;
      process.stdout.write(
        `${shownPath(path)}: ${logs.length} run${logs.length === 1 ? '' : 's'}, ${sick} with something wrong\n`,
      );
    });
}
