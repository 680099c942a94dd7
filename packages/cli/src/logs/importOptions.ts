import { FormatError, type ImportOptions, parseTagRule, type TagRule } from '@gradscope/formats';
import type { Command } from 'commander';
import { CliError } from '../cliError.ts';

/** The options that {@link importOptions} adds. */
export interface ImportSettings {
  readonly map?: readonly TagRule[];
  readonly layers?: readonly string[];
}

/** Adds the options for reading logs. */
export function importOptions(command: Command): Command {
  return command
    .option(
      '--map <rule>',
      'the meaning of a tag, as in "gnorm/(.+)=grad_l2:$1"; may be repeated',
      (text: string, before: readonly TagRule[] = []) => [...before, tagRule(text)],
    )
    .option(
      '--layers <names>',
      "a log's layers in forward order, separated by commas; others are left out",
      text => text.split(',').map(name => name.trim()),
    );
}

export const importOptionsOf = ({ map, layers }: ImportSettings): ImportOptions => ({ rules: map, layers });

function tagRule(text: string): TagRule {
  try {
    return parseTagRule(text);
  } catch (error) {
    if (error instanceof FormatError) throw new CliError(`--${error.message}`);
    throw error;
  }
}
