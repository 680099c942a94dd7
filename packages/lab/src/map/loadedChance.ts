import { sweepChance } from '@gradscope/figures';
import { loadData, type Sweep } from 'gradscope';
import { attempt } from './attempt.ts';

/** The accuracy at chance for a sweep; undefined if it has none, or its experiment is invalid. */
export async function loadedChance(sweep: Sweep): Promise<number | undefined> {
  const data = attempt(() => sweep.experimentAt(0).data);
  if (!data) return undefined;
  await loadData(data);
  return attempt(() => sweepChance(sweep));
}
