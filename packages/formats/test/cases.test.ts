import { readdirSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { importLogs } from '../src/index.ts';

const CASES = new URL('fixtures/cases/', import.meta.url);
const logs = readdirSync(CASES, { recursive: true, encoding: 'utf8' }).filter(path => path.endsWith('.gz'));

test.each(logs.sort())(
  '%s is read as schema 2: all its fields, layers in order, optimizer or none, a loss',
  async path => {
    const bytes = gunzipSync(readFileSync(new URL(path, CASES)));
    const read = await importLogs([{ path: path.replace(/\.gz$/, ''), read: () => bytes }]);
    expect(read.problems).toEqual([]);
    const { run, tags } = read.logs[0];
    expect(tags.filter(({ use }) => use === 'not understood')).toEqual([]);
    const detail = run.detail!;
    expect(detail.framework).toMatch(/^pytorch /);
    expect(detail.parameterSeries.grad_l2!.columns).toBe(detail.parameters.length);
    expect(detail.moduleSeries.out_std!.columns).toBe(detail.modules.length);
    expect(run.layers.length).toBeGreaterThan(0);
    expect(run.series.loss.step.length).toBeGreaterThan(5);
    expect(detail.loss!.operations.length).toBeGreaterThan(0);
  },
);
