import { execFileSync } from 'node:child_process';
import { availableParallelism, cpus } from 'node:os';
import { NUMPY } from './contenders.ts';
import type { Entry, Skipped } from './measure.ts';
import { median } from './statistics.ts';

/** One line of the table. */
export interface Row {
  readonly name: string;
  readonly network: string;
  /** Microseconds per step over the rounds. */
  readonly median: number;
  readonly min: number;
  readonly max: number;
  /** Median over the rounds of this time divided by the base's in the same round. */
  readonly ratio: number;
  readonly checked: string;
}

/** The contender that all times are divided by: NumPy float64 if it ran, otherwise the first. */
export function baseName(entries: readonly Entry[]): string {
  const names = entries.map(entry => entry.contender.name);
  return names.includes(NUMPY) ? NUMPY : names[0];
}

/** The entries as rows, networks in order, the fastest first. The base for `both` is one network after the other. */
export function toRows(entries: readonly Entry[]): Row[] {
  const base = entries.filter(entry => entry.contender.name === baseName(entries));
  const inSequence = base[0].rounds.map((_, r) => base.reduce((sum, entry) => sum + entry.rounds[r], 0));
  const networks = [...new Set(entries.map(entry => entry.network))];
  return networks.flatMap(network => {
    const baseRounds =
      network === 'both' ? inSequence : base.find(entry => entry.network === network)!.rounds;
    return entries
      .filter(entry => entry.network === network)
      .map(entry => toRow(entry, baseRounds))
      .toSorted((a, b) => a.median - b.median);
  });
}

function toRow({ contender, network, rounds }: Entry, baseRounds: readonly number[]): Row {
  return {
    name: contender.name,
    network,
    median: median(rounds),
    min: Math.min(...rounds),
    max: Math.max(...rounds),
    ratio: median(rounds.map((time, r) => time / baseRounds[r])),
    checked: contender.check === 'falling loss' ? 'its loss falls' : 'same loss',
  };
}

/** The rows as text, a block per network. */
export function formatTable(rows: readonly Row[], base: string): string {
  const width = Math.max(...rows.map(row => row.name.length));
  const networks = [...new Set(rows.map(row => row.network))];
  const blocks = networks.map(network => {
    const title = network === 'both' ? 'both networks (a step of each)' : `${network} network`;
    const head = `${title.padEnd(width)}  ${'µs/step'.padStart(8)}  ${'min – max'.padStart(15)}  ${'ratio'.padStart(6)}  checked`;
    const lines = rows.filter(row => row.network === network).map(row => formatRow(row, width));
    return [head, ...lines].join('\n');
  });
  return [`ratio: time ÷ ${base}'s in the same round; below 1 is faster`, ...blocks].join('\n\n');
}

function formatRow(row: Row, width: number): string {
  const spread = `${row.min.toFixed(0)} – ${row.max.toFixed(0)}`;
  const time = row.median.toFixed(0);
  return `${row.name.padEnd(width)}  ${time.padStart(8)}  ${spread.padStart(15)}  ${row.ratio.toFixed(2).padStart(6)}  ${row.checked}`;
}

/** One line per reason something is not in the table. */
export function formatSkipped(skipped: readonly Skipped[]): string {
  return skipped.map(({ name, network, reason }) => `left out: ${name}, ${network}: ${reason}`).join('\n');
}

/** Processor, cores, Node and NumPy. */
export function machineLine(): string {
  const numpy = numpyVersion();
  return [
    cpus()[0]?.model.trim() || 'unknown processor',
    `${availableParallelism()} cores`,
    `Node ${process.versions.node}`,
    numpy ? `NumPy ${numpy}` : 'no NumPy (python3 -c "import numpy" failed)',
  ].join(' · ');
}

function numpyVersion(): string | undefined {
  try {
    const stdio: ['ignore', 'pipe', 'ignore'] = ['ignore', 'pipe', 'ignore'];
    return execFileSync('python3', ['-c', 'import numpy; print(numpy.__version__)'], { stdio })
      .toString()
      .trim();
  } catch {
    return undefined;
  }
}
