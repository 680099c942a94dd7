import { Trainer } from 'gradscope';
import { type Document, STEPS } from './bases.ts';
import type { Tampering } from './faults/fault.ts';
import { materialOf } from './tampered.ts';

/** Seeds on which a label must hold. */
export const SEEDS = 5;
/** A healthy experiment learns at least this share of what the best constant answer gets wrong, with every seed; a faulty one at most that. */
export const HEALTHY_FROM = 0.8;
export const FAULTY_TO = 0.4;
/** Steps at the end over which the accuracy is averaged. */
const LAST = 20;

/**
 * The share that an experiment learns, with its seed moved by `shift`: the part it gets right of the rows
 * that always answering the largest class gets wrong.
 */
export function learned(document: Document, tampering: Tampering | undefined, shift: number): number {
  const { experiment, table } = materialOf(document, tampering);
  const trainer = new Trainer(
    { ...experiment, seed: experiment.seed + shift, record: { every: [0], probes: [] } },
    0,
    { table },
  );
  let [sum, count, largest] = [0, 0, 0];
  trainer.advance(STEPS, ({ index, correct, network }) => {
    if (index === 0) largest = largestClass(network.data);
    if (index < STEPS - LAST) return;
    sum += correct / network.samples;
    count++;
  });
  if (count < LAST) return 0;
  return Math.max(0, (sum / count - largest) / (1 - largest));
}

function largestClass(data: object): number {
  const { y } = data as { y: Int32Array };
  const counts = new Map<number, number>();
  for (const label of y) counts.set(label, (counts.get(label) ?? 0) + 1);
  return Math.max(...counts.values()) / y.length;
}
