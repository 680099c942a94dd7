import { CliError } from '../cliError.ts';

/** The oldest Node.js that pg-boss supports. */
const OLDEST_NODE = [22, 12] as const;

/** Throws CliError on a Node.js that sweeps do not support, before anything about a store is reported. */
export function requireNode(): void {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major > OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor >= OLDEST_NODE[1])) return;
  throw new CliError(
    `sweep: expected Node.js ${OLDEST_NODE.join('.')} or newer, got ${process.versions.node}; the other commands run on it`,
  );
}
