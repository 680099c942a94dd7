import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import type { Page } from 'playwright-core';
import { bundle } from '../../scripts/browser/bundle.ts';
import { withPage } from '../../scripts/browser/withPage.ts';
import { eventFiles, writeEventFile } from './eventFiles.ts';
import { peakMemory } from './peakMemory.ts';

// Measures how fast event files are read in Node and in Chromium on one thread, and the memory it takes.

interface Reading {
  readonly seconds: number;
  readonly bytes: number;
  readonly values: number;
  readonly problemCount: number;
  /** CPU time of the whole process, including its start and garbage collection. */
  readonly cpuSeconds?: number;
  /** The most memory the process ever had, in bytes. */
  readonly peak?: number | undefined;
}

const { values: options } = parseArgs({
  options: { megabytes: { type: 'string', default: '1024' }, rounds: { type: 'string', default: '3' } },
});
const rounds = Number(options.rounds);
const folder = mkdtempSync(join(tmpdir(), 'gradscope-bench-'));
const path = join(folder, 'events.out.tfevents.0.bench');
try {
  const rows = [];
  for (const kind of Object.keys(eventFiles)) {
    const written = writeEventFile(path, kind, Number(options.megabytes) * 2 ** 20);
    for (const wanted of ['all', 'none']) {
      const row = { file: kind, decoded: wanted };
      const expected = wanted === 'all' ? written : 0;
      process.stderr.write(`${kind}, values decoded: ${wanted}\n`);
      const node = Array.from({ length: rounds }, () => readInNode(wanted));
      rows.push({ ...row, in: 'Node', ...columns(node, expected) });
      rows.push({ ...row, in: 'Chromium', ...columns(await readInChromium(wanted), expected) });
    }
  }
  console.table(rows);
} finally {
  rmSync(folder, { recursive: true });
}

function readInNode(wanted: string): Reading {
  const script = fileURLToPath(new URL('readInNode.ts', import.meta.url));
  return JSON.parse(execFileSync(process.execPath, [script, path, wanted], { encoding: 'utf8' }));
}

async function readInChromium(wanted: string): Promise<Reading[]> {
  const script = await bundle(fileURLToPath(new URL('readInPage.ts', import.meta.url)));
  const page = '<input type=file><script type=module src=/read.js></script>';
  return withPage({ files: { '/index.html': page, '/read.js': script } }, async page => {
    await page.setInputFiles('input', path);
    const readings: Reading[] = [];
    for (let round = 0; round < rounds; round++) {
      const reading = await page.evaluate(
        (wanted): Promise<Reading> => Reflect.get(window, 'read')(wanted),
        wanted,
      );
      readings.push({ ...reading, peak: await peakOfPage(page) });
    }
    return readings;
  });
}

async function peakOfPage(page: Page): Promise<number | undefined> {
  const session = await page.context().browser()!.newBrowserCDPSession();
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  const peaks = processInfo.filter(({ type }) => type === 'renderer').map(({ id }) => peakMemory(id) ?? 0);
  return Math.max(...peaks);
}

/** @throws Error if a reading did not find all there is */
function columns(readings: readonly Reading[], expected: number) {
  const wrong = readings.find(({ values, problemCount }) => values !== expected || problemCount > 0);
  if (wrong)
    throw new Error(`bench: expected ${expected} values and no problem, got ${JSON.stringify(wrong)}`);
  const speed = (time: 'seconds' | 'cpuSeconds') =>
    Math.round(median(readings.map(reading => reading.bytes / (reading[time] ?? Number.NaN))) / 1e6);
  const peak = Math.max(...readings.map(({ peak }) => peak ?? Number.NaN));
  return {
    'MB/s': speed('seconds'),
    ...(readings[0]!.cpuSeconds !== undefined && { 'MB a CPU second': speed('cpuSeconds') }),
    'peak MB': Math.round(peak / 1e6),
  };
}

function median(numbers: readonly number[]): number {
  return numbers.toSorted((a, b) => a - b)[numbers.length >> 1]!;
}
