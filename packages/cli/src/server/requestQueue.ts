import type { Socket } from 'node:net';

/** Requests that the store works on at once: while one answer is read, another is made. */
const AT_ONCE = 2;
/** Requests of one connection that may be open; a browser has one. */
const MOST_PER_CONNECTION = 4;
/** The most waiting requests, over all connections. */
const MOST_WAITING = 64;

/** More requests than the store can answer at a time. */
export class TooBusy extends Error {
  override readonly name = 'TooBusy';
}

/** Work that requests wait for. */
interface Task {
  readonly key: string;
  readonly start: (signal: AbortSignal) => Promise<unknown>;
  readonly stop: AbortController;
  readonly waiters: Set<Waiter>;
}

/** A request that waits. */
interface Waiter {
  readonly resolve: (result: unknown) => void;
  readonly reject: (error: unknown) => void;
  readonly task: Task;
  /** All of its connection's. */
  readonly own: Set<Waiter>;
}

/**
 * Limits the requests of clients. Equal requests share one answer, and requests that nobody waits for are
 * dropped.
 */
export class RequestQueue {
  private readonly tasks = new Map<string, Task>();
  private readonly waiting: Task[] = [];
  private readonly clients = new Map<Socket, Set<Waiter>>();
  private running = 0;

  /**
   * Does `work` when its turn comes, or waits for equal work.
   *
   * @param socket the client's: when it closes, its requests are dropped
   * @param key equal for equal results
   * @throws TooBusy if this connection, or all together, have too many requests
   */
  do<T>(socket: Socket, key: string, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
    if (socket.destroyed) throw closed();
    const own = this.requestsOf(socket);
    if (own.size >= MOST_PER_CONNECTION)
      throw new TooBusy(`expected at most ${MOST_PER_CONNECTION} open requests a connection`);
    const task = this.tasks.get(key) ?? this.queue(key, work);
    return new Promise<unknown>((resolve, reject) => {
      const waiter: Waiter = { resolve, reject, task, own };
      task.waiters.add(waiter);
      own.add(waiter);
      this.startNext();
    }) as Promise<T>;
  }

  private queue(key: string, start: Task['start']): Task {
    if (this.waiting.length >= MOST_WAITING)
      throw new TooBusy(`expected at most ${MOST_WAITING} requests that wait`);
    const task: Task = { key, start, stop: new AbortController(), waiters: new Set() };
    this.tasks.set(key, task);
    this.waiting.push(task);
    return task;
  }

  private startNext(): void {
    while (this.running < AT_ONCE) {
      const task = this.waiting.shift();
      if (!task) return;
      this.running++;
      void task
        .start(task.stop.signal)
        .then(
          result => this.settle(task, waiter => waiter.resolve(result)),
          error => this.settle(task, waiter => waiter.reject(error)),
        )
        .finally(() => {
          this.running--;
          this.startNext();
        });
    }
  }

  private settle(task: Task, answer: (waiter: Waiter) => void): void {
    if (this.tasks.get(task.key) === task) this.tasks.delete(task.key);
    for (const waiter of task.waiters) {
      waiter.own.delete(waiter);
      answer(waiter);
    }
  }

  private requestsOf(socket: Socket): Set<Waiter> {
    const known = this.clients.get(socket);
    if (known) return known;
    const own = new Set<Waiter>();
    this.clients.set(socket, own);
    socket.once('close', () => {
      this.clients.delete(socket);
      for (const waiter of own) this.forget(waiter);
    });
    return own;
  }

  private forget(waiter: Waiter): void {
    const { task } = waiter;
    task.waiters.delete(waiter);
    waiter.reject(closed());
    if (task.waiters.size > 0) return;
    if (this.tasks.get(task.key) === task) this.tasks.delete(task.key);
    const place = this.waiting.indexOf(task);
    if (place >= 0) this.waiting.splice(place, 1);
    else task.stop.abort();
  }
}

const closed = (): Error => new Error('connection: expected to stay open, got closed');
