import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { Job, Progress } from './fuzzProcess.ts';
import type { Fault } from './judge.ts';

/** The parsers of this package, and the links of the lab: modules of targets. */
export const TARGETS = new URL('targets.ts', import.meta.url).href;
export const LINK_TARGETS = new URL('../../lab/fuzz/targets.ts', import.meta.url).href;
/** What reading a file of a megabyte may take: bytes, and milliseconds. */
export const LIMITS = { memory: 2 ** 28, time: 2000 };

/** What to fuzz. */
export interface Settings {
  readonly parser: string;
  readonly seed: number;
  readonly inputs?: number;
  readonly milliseconds?: number;
  /** The module that has the parser. */
  readonly targets?: string;
}

/** An input that is read wrongly. */
export interface Finding extends Fault {
  readonly index: number;
}

export interface Outcome {
  readonly inputs: number;
  readonly slowest: number;
  readonly peak: number;
  readonly finding?: Finding | undefined;
}

/**
 * Has a parser read inputs until one is read wrongly, in processes of their own.
 *
 * Memory that is found short may be garbage of the inputs before: what fails is read once more alone, and counts only if it fails again.
 */
export async function fuzzParser(settings: Settings): Promise<Outcome> {
  const { inputs = Number.MAX_SAFE_INTEGER, milliseconds = Number.MAX_SAFE_INTEGER } = settings;
  const start = performance.now();
  let [first, slowest, peak] = [0, 0, 0];
  while (true) {
    const left = milliseconds - (performance.now() - start);
    const progress = await readInputs({ ...jobOf(settings), first, end: inputs, milliseconds: left });
    first += progress.inputs;
    slowest = Math.max(slowest, progress.slowest.milliseconds);
    peak = Math.max(peak, progress.peak);
    const outcome = { inputs: first, slowest, peak };
    if (!progress.fault) return outcome;
    const index = first - 1;
    const again = await readInputs({
      ...jobOf(settings),
      first: index,
      end: first,
      milliseconds: LIMITS.time,
    });
    if (again.fault) return { ...outcome, finding: { index, ...again.fault } };
  }
}

/** Has a parser read one file. */
export async function replay(settings: Settings, path: string): Promise<Progress> {
  return readInputs({ ...jobOf(settings), first: 0, end: 1, milliseconds: LIMITS.time, path });
}

function jobOf({ parser, seed, targets = TARGETS }: Settings) {
  return { targets, parser, seed, ...LIMITS };
}

async function readInputs(job: Omit<Job, 'input'> & { readonly path?: string }): Promise<Progress> {
  const script = fileURLToPath(new URL('fuzzProcess.ts', import.meta.url));
  const reader = spawn(process.execPath, [script, JSON.stringify(job)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  try {
    for await (const line of createInterface(reader.stdout)) return JSON.parse(line) as Progress;
  } finally {
    // A thread that is at the end of its memory may keep it from ending by itself.
    reader.kill('SIGKILL');
  }
  throw new Error(`${script}: expected what became of ${job.parser}, got nothing`);
}
