import { didYouMean } from 'gradscope';
import { CliError } from '../cliError.ts';

/** Reads the value of `option`; throws CliError unless it is one of `names`. */
export function oneOf<Name extends string>(option: string, names: readonly Name[]): (text: string) => Name {
  return text => {
    const name = names.find(each => each === text);
    if (name !== undefined) return name;
    const got = JSON.stringify(text) + didYouMean(text, names);
    throw new CliError(`${option}: expected ${names.join(' or ')}, got ${got}`);
  };
}
