import type { Command } from 'commander';

/** The options that {@link importOptions} adds. */
export interface ImportSettings {
  readonly map?: readonly string[];
  readonly layers?: readonly string[];
}

/** Adds the options for reading logs. */
export function importOptions(command: Command): Command {
  return command
    .option(
      '--map <rule>',
      'the meaning of a tag, as in "gnorm/(.+)=grad_l2:$1"; may be repeated',
      (text: string, before: readonly string[] = []) => [...before, text],
    )
    .option(
      '--layers <names>',
      "a log's layers in forward order, separated by commas; others are left out",
      text => text.split(',').map(name => name.trim()),
    );
}
