import { readFileSync } from 'node:fs';

/** The most memory a process ever had, in bytes; undefined if the system does not say, which only Linux does. */
export function peakMemory(process: number): number | undefined {
  try {
    const peak = /VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${process}/status`, 'utf8'));
    return peak ? 1024 * Number(peak[1]) : undefined;
  } catch {
    return undefined;
  }
}
