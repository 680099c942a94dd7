import type { Run } from 'gradscope';
import type { LabState } from '../state/labState.ts';
import type { SavedRuns } from './savedRuns.ts';

/**
 * The page's runs so far, under a name.
 *
 * @throws RangeError if all networks have failed
 */
export async function presentRuns(lab: LabState, name: string, savedAt: number): Promise<SavedRuns> {
  const { session } = lab;
  const alive = session.runs.value.filter(run => run.isAlive && run.opened.value);
  if (alive.length === 0) throw new RangeError('saved runs: expected a network to save, got none');
  const runs = await Promise.all(
    alive.map(async (run): Promise<Run> => {
      const { parameters } = await run.ask({ kind: 'parameters' });
      return { ...run.asRun()!, final: parameters };
    }),
  );
  const { run: timeline, points } = lab.url.value;
  return {
    name,
    savedAt,
    step: session.step.value,
    networks: runs.map(run => run.name),
    timeline,
    runs,
    table: lab.table,
    points,
  };
}
