import type { OpenTables, SweepStatus } from '@gradscope/sweep';
import { CliError } from '../cliError.ts';

/**
 * The sweep of a store that is meant by its id, the beginning of it, or its name; the only one where none is told. Of
 * several of one name, the last submitted.
 *
 * @throws CliError that says which there are
 */
export async function chooseSweep(database: OpenTables, text: string | undefined): Promise<SweepStatus> {
  const { statusOf } = await import('@gradscope/sweep');
  const all = await statusOf(database);
  if (text === undefined) {
    if (all.length === 1) return all[0]!;
    throw new CliError(`sweep: expected one of ${listed(all)}, got none`);
  }
  const chosen =
    all.find(({ sweepId }) => sweepId === text) ??
    all.find(({ name }) => name === text) ??
    all.find(({ sweepId }) => sweepId.startsWith(text));
  if (chosen) return chosen;
  throw new CliError(`sweep: expected one of ${listed(all)}, got ${JSON.stringify(text)}`);
}

const MOST_LISTED = 10;

function listed(all: readonly SweepStatus[]): string {
  if (all.length === 0) return 'the sweeps of the store, but it has none';
  const names = all.slice(0, MOST_LISTED).map(({ sweepId, name }) => `${sweepId} (${name})`);
  return all.length > MOST_LISTED ? `${names.join(', ')}, …` : names.join(', ');
}
