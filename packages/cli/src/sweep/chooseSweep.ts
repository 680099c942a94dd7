import type { OpenTables, SweepStatus } from '@gradscope/sweep';
import { CliError } from '../cliError.ts';

/**
 * The sweep of a store given by its id, the beginning of the id, or its name; without a text the only one.
 * Among several with the same name, the last submitted.
 *
 * @throws CliError that lists the sweeps
 */
export async function chooseSweep(database: OpenTables, text: string | undefined): Promise<SweepStatus> {
  const { statusOf } = await import('@gradscope/sweep');
  const all = await statusOf(database);
  if (text === undefined) {
    if (all.length === 1) return all[0];
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
