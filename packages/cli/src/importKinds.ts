import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { addKindsOf, setOwnModules } from '@gradscope/sweep/ownKinds';
import type { Command } from 'commander';
import { CliError } from './cliError.ts';

/** These read no experiment. */
const WITHOUT = ['reproduce', 'logger', 'lab'];

/** Gives commands, and those below them, the option `--import`, on which {@link importKinds} acts before they are read. */
export function importOption({ commands }: Command): void {
  for (const command of commands.filter(each => !WITHOUT.includes(each.name()))) {
    command.option(
      '--import <module>',
      'a JavaScript module that adds kinds of your own (activations, layers, probes, …); may be given again',
    );
    importOption(command);
  }
}

/**
 * Adds the kinds of the modules after `--import` to this thread and all that it starts.
 *
 * @throws CliError if a module cannot be read, throws, or adds nothing
 */
export async function importKinds(args: readonly string[]): Promise<void> {
  const given = modulesIn(args);
  for (const path of given) await importOne(path);
  setOwnModules(given.map(path => resolve(path)));
}

function modulesIn(args: readonly string[]): string[] {
  const end = args.indexOf('--');
  const own = end < 0 ? args : args.slice(0, end);
  return own.flatMap((arg, i) => {
    if (arg.startsWith('--import=')) return [arg.slice('--import='.length)];
    return arg === '--import' && i + 1 < own.length ? [own[i + 1]] : [];
  });
}

async function importOne(path: string): Promise<void> {
  if (!existsSync(path)) throw new CliError(`--import: ${path}: expected a module, got no such file`);
  const added = await addKindsOf(resolve(path)).catch(error => {
    throw new CliError(`--import: ${path}: ${error instanceof Error ? error.message : `it threw ${error}`}`);
  });
  if (added > 0) return;
  throw new CliError(
    `--import: ${path}: expected a module that adds kinds to the library it is given, got one that adds none`,
  );
}
