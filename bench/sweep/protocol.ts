/** What a process of the benchmark is to do. */
export interface SweepTask {
  readonly document: object;
  readonly threads: number;
  readonly runsPerJob: number;
  /** A folder or an address; without it the runs are trained and forgotten. */
  readonly store?: string;
  /** After so many runs each time the memory is told. */
  readonly memoryEvery?: number;
}

/** What it took. */
export interface SweepReading {
  readonly seconds: number;
  /** Of this process, threads and collection of garbage included. */
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
