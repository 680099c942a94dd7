import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { programModule } from '../bin/builtFrom.js';

const { runCommandLine }: typeof import('../dist/runCommandLine.js') = await import(
  programModule('runCommandLine.js')
);

export const BIN = fileURLToPath(new URL('../bin/gradscope.js', import.meta.url));

export interface Ended {
  readonly stdout: string;
  readonly stderr: string;
  /** Null if a signal ended the process. */
  readonly code: number | null;
}

export interface RunOptions {
  readonly cwd?: string;
  /** Given to standard input. */
  readonly input?: string;
  /** Added to the environment. */
  readonly env?: Readonly<Record<string, string>>;
  /** Called with the process once it runs. */
  readonly during?: (child: ChildProcess) => void;
}

let last: Promise<unknown> = Promise.resolve();

/**
 * Runs the built program in this process, which takes a fraction of the time of {@link gradscope}; one call after the other,
 * since each has the working folder and the output streams of this process for itself.
 */
export function gradscopeHere(args: readonly string[], { cwd = process.cwd() } = {}): Promise<Ended> {
  const ended = last.then(() => runHere(args, cwd));
  last = ended.catch(() => {});
  return ended;
}

async function runHere(args: readonly string[], cwd: string): Promise<Ended> {
  const before = process.cwd();
  const [stdout, stderr] = [captured(process.stdout), captured(process.stderr)];
  try {
    process.chdir(cwd);
    const code = await runCommandLine(args, () => {});
    return { stdout: stdout.text(), stderr: stderr.text(), code };
  } finally {
    for (const { release } of [stdout, stderr]) release();
    process.chdir(before);
  }
}

/** Keeps what is written to a stream, until it is released. */
function captured(stream: NodeJS.WriteStream): { readonly text: () => string; readonly release: () => void } {
  const { write } = stream;
  let text = '';
  stream.write = (chunk: string | Uint8Array, ...more: unknown[]) => {
    text += typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString();
    const done = more.find(argument => typeof argument === 'function');
    if (done) queueMicrotask(done as () => void);
    return true;
  };
  return {
    text: () => text,
    release: () => {
      stream.write = write;
    },
  };
}

/** Runs the built program in a process of its own, as a user does. */
export function gradscope(args: readonly string[], options: RunOptions = {}): Promise<Ended> {
  return runProcess(process.execPath, [BIN, ...args], options);
}

export function runProcess(
  command: string,
  args: readonly string[],
  options: RunOptions = {},
): Promise<Ended> {
  const { during, cwd, input } = options;
  const env = { ...process.env, ...options.env };
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd, env, stdio: ['pipe', 'pipe', 'pipe'] });
    child.stdin.on('error', () => {}).end(input);
    let [stdout, stderr] = ['', ''];
    child.stdout.setEncoding('utf8').on('data', text => {
      stdout += text;
    });
    child.stderr.setEncoding('utf8').on('data', text => {
      stderr += text;
    });
    child.on('error', reject);
    child.on('close', code => resolve({ stdout, stderr, code }));
    during?.(child);
  });
}

/** A fresh folder, and the call that removes it. */
export function temporaryFolder(): { readonly path: string; readonly remove: () => void } {
  const path = mkdtempSync(join(tmpdir(), 'gradscope-cli-'));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}

/** The paths of all that is in a folder, and in its folders. */
export const filesIn = (path: string): string[] => readdirSync(path, { recursive: true }).map(String).sort();

const NETWORKS = ['sigmoid', 'relu'].map(name => ({
  name,
  hidden: [8, 8],
  activation: name,
  init: { kind: 'normal', std: 0.1 },
}));

/** A small experiment that ends within a second. */
export const smallExperiment = {
  seed: 1,
  data: { kind: 'spiral', pointsPerClass: 20, classes: 3, noise: 0.2 },
  networks: NETWORKS,
  training: { optimizer: { kind: 'sgd', stepSize: 0.1 }, l2: 0.001, steps: 120 },
  record: { every: 1, probes: ['loss', 'gradient', 'neuron'] },
};
