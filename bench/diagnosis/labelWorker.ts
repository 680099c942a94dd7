import { parentPort } from 'node:worker_threads';
import type { Candidate } from './cases.ts';
import { FAULTY_TO, HEALTHY_FROM, learned, SEEDS } from './learned.ts';

const seeds = Array.from({ length: SEEDS }, (_, i) => i);

/** True if the label holds for every seed. The cheaper question comes first. */
function holds({ document, tampering, accepted, twin, twinTampering }: Candidate): boolean {
  const twinTrains = () => seeds.every(seed => learned(twin, twinTampering, seed) >= HEALTHY_FROM);
  if (accepted.length === 0) return twinTrains();
  return seeds.every(seed => learned(document, tampering, seed) <= FAULTY_TO) && twinTrains();
}

interface LabelJob {
  readonly candidates: readonly Candidate[];
  readonly most: number;
}

/** The names of the first candidates whose label holds. */
function kept({ candidates, most }: LabelJob): string[] {
  const names: string[] = [];
  for (const candidate of candidates) {
    if (names.length === most) break;
    if (holds(candidate)) names.push(candidate.id);
  }
  return names;
}

parentPort!.on('message', (job: LabelJob) => parentPort!.postMessage(kept(job)));
