/** The task of a benchmark process. */
export interface SweepTask {
  readonly document: object;
  readonly threads: number;
  readonly runsPerJob: number;
  /** A folder or an address; without it the runs are trained and forgotten. */
  readonly store?: string;
  /** The number of runs between two memory readings. */
  readonly memoryEvery?: number;
}

/** The measurements of a task. */
export interface SweepReading {
  readonly seconds: number;
  /** CPU time of this process, including its threads and garbage collection. */
  readonly cpuSeconds: number;
  /** In MB: of the process, of JavaScript's heap, outside of it, and of the store's files. */
  readonly memory: {
    readonly runs: number;
    readonly resident: number;
    readonly heap: number;
    readonly outside: number;
    readonly folder?: number;
  }[];
}
