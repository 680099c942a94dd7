import { ContenderProcess } from './contenderProcess.ts';
import { type Contender, contenders } from './contenders.ts';
import type { Answer, Job } from './protocol.ts';
import { relativeError } from './statistics.ts';

/** Steps of the check: enough for a wrong update to show, few enough for the slowest. */
const CHECK_STEPS = 20;

/** One contender on one network (or on both). */
export interface Entry {
  readonly contender: Contender;
  /** `sigmoid`, `relu` or `both`. */
  readonly network: string;
  /** Microseconds per step, one value per round. */
  readonly rounds: number[];
}

/** A contender that was skipped, and the reason. */
export interface Skipped {
  readonly name: string;
  readonly network: string;
  readonly reason: string;
}

export interface MeasureSettings {
  readonly rounds: number;
  /** Wall time of one contender's turn in a round, in seconds; its number of steps follows from it. */
  readonly turn: number;
  readonly progress: (text: string) => void;
}

/** An entry with its live process. */
interface Runner extends Entry {
  readonly process: ContenderProcess;
  steps: number;
}

/**
 * Times every contender on every network, in turns: each once, then each again, `rounds` times after one untimed turn.
 * Only one contender computes at any moment; a slow spell of the machine falls on neighbours alike.
 */
export async function measure(
  jobs: readonly Job[],
  { rounds, turn, progress }: MeasureSettings,
): Promise<{ entries: Entry[]; skipped: Skipped[] }> {
  const runners = start(jobs);
  try {
    const { ready, skipped } = await check(runners, turn, progress);
    for (let round = 0; round <= rounds; round++) {
      progress(round === 0 ? 'warming up' : `round ${round} of ${rounds}`);
      for (const runner of ready) {
        const { microseconds } = await runner.process.run(runner.steps);
        // The check ran cold: only the warm-up tells how many steps fill a turn.
        if (round === 0) runner.steps = stepsFor(turn, microseconds / runner.steps);
        else runner.rounds.push(microseconds / runner.steps);
      }
    }
    return { entries: ready, skipped };
  } finally {
    for (const runner of runners) runner.process.stop();
  }
}

function start(jobs: readonly Job[]): Runner[] {
  const lists = [
    ...jobs.map(job => ({ network: job.activation as string, jobs: [job] })),
    { network: 'both', jobs },
  ];
  return lists.flatMap(list =>
    contenders
      .filter(contender => Boolean(contender.both) === (list.network === 'both'))
      .map(contender => ({
        contender,
        network: list.network,
        rounds: [],
        steps: 1,
        process: new ContenderProcess(contender.command, list.jobs),
      })),
  );
}

function stepsFor(turn: number, microsecondsPerStep: number): number {
  return Math.max(1, Math.round((turn * 1e6) / microsecondsPerStep));
}

/** Holds each contender to the job and drops those that fail. */
async function check(runners: readonly Runner[], turn: number, progress: (text: string) => void) {
  const ready: Runner[] = [];
  const skipped: Skipped[] = [];
  const expected = new Map<string, Answer>();
  for (const runner of runners) {
    const { contender, network } = runner;
    progress(`checking ${contender.name}, ${network}`);
    try {
      const first = await runner.process.run(1);
      const answer = await runner.process.run(CHECK_STEPS);
      // Two networks at once answer with the first one's numbers.
      const job = network === 'both' ? 'sigmoid' : network;
      if (contender.check === 'falling loss') expectFalling(first, answer);
      else if (expected.has(job)) expectSame(answer, expected.get(job)!, contender.check);
      else expected.set(job, answer);
      runner.steps = stepsFor(turn, answer.microseconds / CHECK_STEPS);
      ready.push(runner);
    } catch (error) {
      skipped.push({ name: contender.name, network, reason: (error as Error).message });
      runner.process.stop();
    }
  }
  return { ready, skipped };
}

function expectSame(answer: Answer, expected: Answer, tolerance: number): void {
  const pairs: [string, number, number][] = [['loss', answer.loss, expected.loss]];
  answer.gradient?.forEach((value, l) => {
    pairs.push([`Σ|dW${l + 1}|`, value, expected.gradient![l]]);
  });
  for (const [name, value, wanted] of pairs) {
    if (!(relativeError(value, wanted) <= tolerance))
      throw new Error(
        `${name} after ${CHECK_STEPS} steps: expected ${wanted} (relative ${tolerance}), got ${value}`,
      );
  }
}

function expectFalling(first: Answer, later: Answer): void {
  if (!(later.loss < first.loss))
    throw new Error(`loss: expected it to fall in ${CHECK_STEPS} steps, got ${first.loss} → ${later.loss}`);
}
