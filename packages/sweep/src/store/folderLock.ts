import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';

/** Who has a folder: one process on one machine. */
export interface Owner {
  readonly pid: number;
  readonly host: string;
  /** When it took the folder, in ISO 8601. */
  readonly since: string;
  /**
   * When the process began, by the system's count, to distinguish it from a later one with the same id; null
   * if unknown.
   */
  readonly started: string | null;
  /** Whether it releases the folder as soon as it has read it. */
  readonly brief: boolean;
}

const MOST_TRIES = 10;
/** How long to wait for a process that releases a folder soon, and how often to check, in ms. */
const PATIENCE = 10_000;
const PAUSE = 50;

/** The lock's file, and how to refuse others. */
export interface LockOptions {
  /** The name of the lock in the folder. */
  readonly file: string;
  /**
   * The error for a folder that another process has. `owner` describes that process; `brief` is the owner's
   * setting.
   */
  readonly taken: (owner: string, brief: boolean) => Error;
  /** Whether the folder is released as soon as it has been read; others then wait for it. */
  readonly brief?: boolean;
}

/**
 * Locks a folder for this process. A lock whose process has ended, as after kill −9, is taken over.
 *
 * @returns a function that releases the folder
 * @throws `taken` if another process has it; the system's error if the folder cannot be written to, or has no
 *   links
 */
export function lockFolder(folder: string, { file, taken, brief = false }: LockOptions): () => void {
  const path = join(folder, file);
  const own = JSON.stringify(ownerHere(brief));
  const mine = `${path}.${process.pid}`;
  writeFileSync(mine, own);
  try {
    for (let tries = 0; tries < MOST_TRIES; tries++) {
      // A link is made with its content or not at all, and never over another, so nobody reads half a lock.
      if (made(() => linkSync(mine, path))) return () => release(path, own);
      takeAway(path, taken);
    }
  } finally {
    rmSync(mine, { force: true });
  }
  throw taken('several processes that are taking it at once', false);
}

/** Locks a folder like {@link lockFolder}, but waits for a process that only reads it. */
export async function lockFolderPatiently(folder: string, options: LockOptions): Promise<() => void> {
  const end = performance.now() + PATIENCE;
  for (;;) {
    let isBrief = false;
    const taken = (owner: string, brief: boolean) => {
      isBrief = brief;
      return options.taken(owner, brief);
    };
    try {
      return lockFolder(folder, { ...options, taken });
    } catch (error) {
      if (!isBrief || performance.now() > end) throw error;
    }
    await new Promise(resolve => setTimeout(resolve, PAUSE));
  }
}

/** Removes the lock of a process that no longer exists. Throws `taken` if its owner may be alive. */
function takeAway(path: string, taken: LockOptions['taken']): void {
  const text = readOrNothing(path);
  if (text === undefined) return;
  const owner = parsedOwner(text);
  if (!owner || !hasEnded(owner)) throw taken(ownerText(path, owner), owner?.brief ?? false);
  const aside = `${path}.${process.pid}.stale`;
  if (!made(() => renameSync(path, aside))) return;
  // If another process was faster and this is its new lock, put it back.
  if (readOrNothing(aside) !== text) made(() => linkSync(aside, path));
  rmSync(aside, { force: true });
}

function release(path: string, own: string): void {
  if (readOrNothing(path) === own) rmSync(path, { force: true });
}

function ownerHere(brief: boolean): Owner {
  const { pid } = process;
  return { pid, host: hostname(), since: new Date().toISOString(), started: startOf(pid), brief };
}

/** Processes of other machines cannot be checked and count as alive. */
function hasEnded({ pid, host, started }: Owner): boolean {
  if (host !== hostname()) return false;
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return true;
  }
  const now = startOf(pid);
  return started !== null && now !== null && started !== now;
}

/**
 * The 22nd field of /proc/PID/stat, counted from behind the name, which may contain anything; with the boot
 * id that it is relative to.
 */
function startOf(pid: number): string | null {
  const stat = readOrNothing(`/proc/${pid}/stat`);
  const boot = readOrNothing('/proc/sys/kernel/random/boot_id');
  if (stat === undefined || boot === undefined) return null;
  return `${boot.trim()}/${stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19]}`;
}

function ownerText(path: string, owner: Owner | undefined): string {
  const who = owner
    ? `process ${owner.pid} on ${owner.host}, since ${owner.since}`
    : 'a lock that cannot be read';
  const elsewhere = owner?.host === hostname() ? '' : `; if that process has ended, remove ${path}`;
  return who + elsewhere;
}

function parsedOwner(text: string): Owner | undefined {
  try {
    const { pid, host, since, started, brief } = JSON.parse(text);
    if (!Number.isInteger(pid) || typeof host !== 'string' || typeof since !== 'string') return undefined;
    return { pid, host, since, started: typeof started === 'string' ? started : null, brief: brief === true };
  } catch {
    return undefined;
  }
}

function readOrNothing(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}

/** Whether the change was made; it is no error if a file already exists, or no longer does. */
function made(change: () => void): boolean {
  try {
    change();
    return true;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST' || code === 'ENOENT') return false;
    throw error;
  }
}
