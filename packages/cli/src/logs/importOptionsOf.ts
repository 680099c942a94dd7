import { FormatError, type ImportOptions, parseTagRule, type TagRule } from '@gradscope/formats';
import { CliError } from '../cliError.ts';
import type { ImportSettings } from './importOptions.ts';

/**
 * Reads the options for reading logs.
 *
 * @throws CliError for a rule of `--map` that is none
 */
export const importOptionsOf = ({ map, layers }: ImportSettings): ImportOptions => ({
  rules: map?.map(tagRule),
  layers,
});

function tagRule(text: string): TagRule {
  try {
    return parseTagRule(text);
  } catch (error) {
    if (error instanceof FormatError) throw new CliError(`--${error.message}`);
    throw error;
  }
}
