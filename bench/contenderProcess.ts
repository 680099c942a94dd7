import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { Answer, Job, RunRequest } from './protocol.ts';

/** One numeric library would otherwise take every core: each contender gets one thread. */
const ONE_THREAD = { OMP_NUM_THREADS: '1', OPENBLAS_NUM_THREADS: '1', MKL_NUM_THREADS: '1' };

/** A contender in a process of its own, kept alive between rounds so that its warm-up and its heap stay its own. */
export class ContenderProcess {
  private readonly child: ChildProcess;
  private readonly lines: AsyncIterator<string>;
  private errors = '';

  /** Starts `command` and sends it the jobs. */
  constructor(command: readonly string[], jobs: readonly Job[]) {
    const [program, ...args] = command;
    this.child = spawn(program!, args, {
      cwd: import.meta.dirname,
      env: { ...process.env, ...ONE_THREAD },
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    this.child.stderr!.on('data', chunk => {
      this.errors = `${this.errors}${chunk}`.slice(-2000);
    });
    // A child that cannot start closes its output, which `run` reports.
    this.child.on('error', error => {
      this.errors += error.message;
    });
    this.child.stdin!.on('error', () => {});
    this.lines = createInterface({ input: this.child.stdout! })[Symbol.asyncIterator]();
    this.send({ jobs });
  }

  /**
   * Trains `steps` steps from the initial parameters.
   *
   * @throws Error with the process's stderr if it ended without an answer
   */
  async run(steps: number): Promise<Answer> {
    this.send({ steps } satisfies RunRequest);
    const { value, done } = await this.lines.next();
    if (done) throw new Error(lastLine(this.errors) || 'ended without an answer');
    return JSON.parse(value) as Answer;
  }

  stop(): void {
    this.child.kill();
  }

  private send(message: object): void {
    this.child.stdin!.write(`${JSON.stringify(message)}\n`);
  }
}

/** The line of a stack trace that names the error: the last one with a colon that is not a frame. */
function lastLine(text: string): string {
  const lines = text.split('\n').filter(line => /^\S.*(Error|error)/.test(line));
  return lines.at(-1)?.trim() ?? text.trim();
}
