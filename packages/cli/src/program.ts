import { Command, CommanderError } from 'commander';
import { CliError } from './cliError.ts';
import { addDiagnose } from './commands/diagnose.ts';
import { addExport } from './commands/export.ts';
import { addGradients } from './commands/gradients.ts';
import { addLab } from './commands/lab.ts';
import { addLogger } from './commands/logger.ts';
import { addReport } from './commands/report.ts';
import { addReproduce } from './commands/reproduce.ts';
import { addSweep } from './commands/sweep.ts';
import { addTheory } from './commands/theory.ts';
import { addTrain } from './commands/train.ts';
import { addWorker } from './commands/worker.ts';
import { importKinds, importOption } from './importKinds.ts';
import { version } from './version.ts';

const EXAMPLES = `
Examples:
  $ gradscope reproduce                            the notebook, from start to report
  $ gradscope train examples/deeper.yaml           an experiment of your own
  $ gradscope diagnose examples/remedies.yaml      why does it not train, and what helps?
  $ gradscope logger pytorch > gradscope_logger.py a file that logs how a PyTorch model trains
  $ gradscope report gradients.jsonl               what did my PyTorch network's gradients do?
  $ gradscope theory examples/notebook.yaml        what should its gradients do?
  $ gradscope gradients examples/notebook.yaml     is backpropagation right?
  $ gradscope sweep examples/sweeps/depth.yaml     which settings train at all?
  $ gradscope export out/notebook --to onnx        the trained networks, for other programs
  $ gradscope lab                                  watch networks train, in the browser

Exit codes: 0 done, 1 the finding asked for with --fail-on, 2 bad input,
130 interrupted (what was computed is saved).
`;

/**
 * Runs the command line.
 *
 * @param args the arguments after the program's name
 * @param quit ends the process at once, when requested a second time
 * @returns the exit code
 * @throws CliError for faults that the user can fix
 */
export async function runProgram(args: readonly string[], quit: () => void): Promise<number> {
  let exitCode = 0;
  const done = (code: number) => {
    exitCode = code;
  };
  await importKinds(args);
  const program = new Command('gradscope')
    .description('See, measure and explain how the gradient flows through a deep network.')
    .version(version, '-V, --version', 'print the version')
    .helpCommand('help [command]', 'print the help of a command')
    .addHelpText('after', EXAMPLES)
    .configureHelp({ showGlobalOptions: false })
    .configureOutput({ outputError: () => {} })
    .exitOverride();
  addReproduce(program, quit, done);
  addTrain(program, quit, done);
  addDiagnose(program, quit, done);
  addLogger(program);
  addReport(program);
  addGradients(program, done);
  addTheory(program);
  addSweep(program, quit, done);
  addWorker(program, quit, done);
  addExport(program);
  addLab(program, quit, done);
  importOption(program);
  try {
    if (args.length === 0) program.help();
    await program.parseAsync(args, { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode !== 0) throw new CliError(oneLine(error.message));
  }
  return exitCode;
}

/** Commander's messages begin with `error:`, and give advice on a second line. */
function oneLine(message: string): string {
  return message.replace(/^error: /, '').replaceAll(/\s*\n\s*/g, ' ');
}
