import { FormatError } from '../src/formatError.ts';
import type { FuzzTarget } from './target.ts';

/** What is wrong with how an input was read; a hang and a lack of memory are seen from outside. */
export interface Fault {
  readonly kind: 'crash' | 'refusal' | 'hang' | 'memory';
  readonly detail: string;
}

const LONGEST_MESSAGE = 700;

/** Reads an input, and says what is wrong with that: nothing where it was read, or refused as it should be. */
export async function faultOf({ read, file }: FuzzTarget, bytes: Uint8Array): Promise<Fault | undefined> {
  try {
    await read(bytes, file);
    return undefined;
  } catch (error) {
    if (!(error instanceof FormatError)) return { kind: 'crash', detail: textOf(error) };
    const lacking = lackingIn(error, file);
    return lacking === undefined ? undefined : { kind: 'refusal', detail: `${lacking}: ${error.message}` };
  }
}

/** A refusal is one line that names the file, or a member of it, a byte, or line and column, and the rule. */
function lackingIn({ message, file, offset, position, rule }: FormatError, name: string): string | undefined {
  if (file !== name && !file?.startsWith(`${name}/`)) return 'a refusal that does not name the file';
  if (offset === undefined && !position) return 'a refusal that names no place';
  if (offset !== undefined && !(Number.isSafeInteger(offset) && offset >= 0))
    return 'a refusal that names no byte there can be';
  if (!rule) return 'a refusal that names no rule';
  return message.length > LONGEST_MESSAGE || message.includes('\n')
    ? 'a refusal that is not one short line'
    : undefined;
}

function textOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
