import { didYouMean, type SymptomKind, symptomKinds } from 'gradscope';
import { CliError } from '../cliError.ts';

/** Values of `--fail-on`. */
export type FailKind = SymptomKind | 'heldBack';

/**
 * Reads the value of `--fail-on`.
 *
 * @throws CliError if it names another kind
 */
export function failKinds(text: string): FailKind[] {
  const all = [...Object.keys(symptomKinds), 'heldBack'] as FailKind[];
  return text.split(',').map(word => {
    const kind = all.find(name => name === word.trim());
    if (kind) return kind;
    const got = JSON.stringify(word) + didYouMean(word, all);
    throw new CliError(`--fail-on: expected some of ${all.join(',')}, got ${got}`);
  });
}
