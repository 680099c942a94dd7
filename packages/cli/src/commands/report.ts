import { logNames } from '@gradscope/formats/files';
import type { Command } from 'commander';
import { importOptions } from '../logs/importOptions.ts';
import type { ReportSettings } from './reportLogs.ts';

const EXAMPLES = `
Examples:
  $ gradscope report gradients.jsonl
  $ gradscope report runs/ --out out/runs
  $ gradscope report gradients.jsonl out/notebook/relu.npz
`;

/** Adds `gradscope report`. */
export function addReport(program: Command): void {
  const command = program
    .command('report')
    .summary('draw and diagnose runs of other programs, from their logs')
    .description(
      `Reads logs of gradients (${logNames()}, or folders of them) of any program, and writes a page ` +
        'with their figures and a diagnosis. Several runs stand side by side.',
    )
    .argument('<paths...>', 'logs, or folders of logs')
    .option('--out <folder>', 'where the page goes (default: "out/<name of the first path>")');
  importOptions(command)
    .addHelpText('after', EXAMPLES)
    .action(async (paths: readonly string[], settings: ReportSettings) => {
      const { reportLogs } = await import('./reportLogs.ts');
      await reportLogs(paths, settings);
    });
}
