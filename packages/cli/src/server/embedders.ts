import { CliError } from '../cliError.ts';

/** A host as browsers write it; anything else that `URL` accepts would end the source list of the policy. */
const HOST = /^([a-z0-9.-]+|\[[0-9a-f:.]+\])$/;

/**
 * Adds a value of `--embed` to those before it.
 *
 * @throws CliError if it is not an origin: scheme http or https, host, and port, if any
 */
export function addEmbedder(text: string, before: readonly string[]): readonly string[] {
  const origin = originOf(text);
  if (origin !== undefined) return before.includes(origin) ? before : [...before, origin];
  const found = URL.parse(text)?.origin ?? 'null';
  const hint = found !== 'null' && HOST.test(new URL(found).hostname) ? `; its origin is ${found}` : '';
  throw new CliError(
    `--embed: expected an origin such as https://example.org or http://localhost:8080, got ${JSON.stringify(text)}${hint}`,
  );
}

function originOf(text: string): string | undefined {
  const url = URL.parse(text);
  if (!url || !['http:', 'https:'].includes(url.protocol) || !HOST.test(url.hostname)) return undefined;
  // A slash at its end and capitals are how an origin may be typed; anything more is another thing.
  const isBare = url.href === `${url.origin}/` && !/[?#]/.test(text);
  return isBare ? url.origin : undefined;
}
