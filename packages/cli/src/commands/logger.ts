import { readFile } from 'node:fs/promises';
import { Argument, type Command } from 'commander';
import { packageFile } from '../packageFile.ts';
import { printData } from '../terminal/print.ts';
import { oneOf } from './oneOf.ts';

const FRAMEWORKS = ['pytorch', 'keras'] as const;

type Framework = (typeof FRAMEWORKS)[number];

const DETAILS = `
The file needs nothing but the framework: PyTorch 1.13 or later, or Keras on TensorFlow.
docs/importing.md says what it logs, and how to attach it to GANs, recurrent networks and the like.

Examples:
  $ gradscope logger pytorch > gradscope_logger.py
  $ gradscope logger keras > gradscope_logger.py

Then, in a PyTorch program:
  from gradscope_logger import GradscopeLogger
  log = GradscopeLogger(model, "log.jsonl", every=10)    # before training
  ...
  loss.backward()
  log(loss)                                              # once a step, before optimizer.step()
  optimizer.step()

or with Keras:
  model.fit(x, y, callbacks=[GradscopeLogger(x[:256], y[:256], "log.jsonl", every=10)])

and at last:
  $ gradscope diagnose log.jsonl
`;

/** Adds `gradscope logger`. */
export function addLogger(program: Command): void {
  program
    .command('logger')
    .summary('a Python file that logs how your PyTorch or Keras model trains')
    .description('Prints a Python file that logs how a model trains, for gradscope diagnose and report.')
    .addArgument(
      new Argument('<framework>', 'what the model is made with')
        .choices(FRAMEWORKS)
        .argParser(oneOf('framework', FRAMEWORKS)),
    )
    .addHelpText('after', DETAILS)
    .action(async (framework: Framework) => {
      await printData(await readFile(packageFile(`loggers/${framework}.py`), 'utf8'));
    });
}
