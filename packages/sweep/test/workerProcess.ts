import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const SCRIPT = fileURLToPath(new URL('./worker.mjs', import.meta.url));

export interface WorkerSettings {
  readonly store: string;
  readonly threads: number;
  readonly threadModule?: string;
  readonly idleSeconds?: number;
  readonly checkpointSeconds?: number;
  /** A sweep to submit first, and to wait for. */
  readonly document?: object;
  readonly runsPerJob?: number;
}

/** A worker in a process of its own. */
export class WorkerProcess {
  /** Its last words on standard error. */
  said = '';
  /** All that it wrote to standard output. */
  output = '';
  private readonly child: ChildProcess;

  /** `shell` may set limits before it begins, as in `ulimit -f 100`. */
  constructor(settings: WorkerSettings, shell?: string) {
    const args = [SCRIPT, JSON.stringify(settings)];
    this.child = shell
      ? spawn('bash', ['-c', `${shell}; exec "$0" "$@"`, process.execPath, ...args], {
          stdio: ['ignore', 'pipe', 'pipe'],
        })
      : spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] });
    this.child.stdout!.on('data', text => {
      this.output += text;
    });
    this.child.stderr!.on('data', text => {
      this.said = `${this.said}${text}`.slice(-4000);
    });
  }

  /** Waits until it has said a word so often, or has ended. */
  async hasSaid(word: string, times = 1): Promise<void> {
    while (this.output.split(word).length <= times && this.isAlive) {
      await Promise.race([once(this.child.stdout!, 'data'), once(this.child, 'close')]);
    }
  }

  get isAlive(): boolean {
    return this.child.exitCode === null && this.child.signalCode === null;
  }

  async kill(): Promise<void> {
    this.child.kill('SIGKILL');
    await this.end();
  }

  /** Tells it to stop once it has recorded what it has done, and returns its exit code. */
  stop(): Promise<number | null> {
    this.child.kill('SIGTERM');
    return this.end();
  }

  /** Waits until it has ended, and returns its exit code. */
  async end(): Promise<number | null> {
    if (this.isAlive) await once(this.child, 'close');
    return this.child.exitCode;
  }
}
