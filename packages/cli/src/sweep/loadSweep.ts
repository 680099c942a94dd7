import { CliError } from '../cliError.ts';

/** The version that sweeps are made for: its first number. */
export const PG_BOSS = 12;

/**
 * Loads what runs sweeps; everything of theirs is loaded only then, since a database takes longer to load than anything else here.
 *
 * @throws CliError if its queue was not installed, as by `npm install --omit=optional`
 */
export async function loadSweep(): Promise<typeof import('@gradscope/sweep')> {
  try {
    return await import('@gradscope/sweep');
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code !== 'ERR_MODULE_NOT_FOUND' || !message.includes("'pg-boss'")) throw error;
    throw new CliError(
      `sweep: expected pg-boss, the queue of its runs, got none: npm install pg-boss@${PG_BOSS} beside gradscope adds it; the other commands run without it`,
    );
  }
}
