import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { isLogPath, readLogs } from './readLogs.ts';

let folder = '';
const at = (path: string) => join(folder, path);
const write = (path: string, text: string) => {
  mkdirSync(dirname(at(path)), { recursive: true });
  writeFileSync(at(path), text);
};
const log = (loss: number) => `{"step":0,"loss":${loss}}\n{"step":1,"loss":${loss / 2}}\n`;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'gradscope-'));
  write('a/log.jsonl', log(1));
  write('b/log.jsonl', log(2));
  write('x/runs/one.csv', 'step,loss\n0,3\n1,2\n');
  write('y/runs/one.csv', 'step,loss\n0,4\n1,2\n');
  write('metrics.json', log(5));
  write('experiment.json', '{"networks": []}');
});
afterAll(() => rmSync(folder, { recursive: true }));

it.each([
  [['a/log.jsonl'], ['log']],
  [
    ['a/log.jsonl', 'b/log.jsonl'],
    ['a/log', 'b/log'],
  ],
  [['a/log.jsonl', 'a/../a/log.jsonl'], ['log']],
  [
    ['x/runs', 'y/runs', 'a/log.jsonl'],
    ['x/runs/one', 'y/runs/one', 'log'],
  ],
])('%j are the runs %j, each with its own numbers', async (paths, names) => {
  const { logs } = await readLogs(paths.map(at), {});
  expect(logs.map(({ run }) => run.name)).toEqual(names);
  expect(new Set(logs.map(({ run }) => run.series.loss.values[0])).size).toBe(names.length);
  expect(logs.every(({ run }) => run.series.loss.step.length === 2)).toBe(true);
});

it('a .json is a log if it holds one', () => {
  expect(['metrics.json', 'experiment.json', 'gone.json'].map(path => isLogPath(at(path)))).toEqual([
    true,
    false,
    false,
  ]);
});

it('columns that may be gradients are refused with the rule that reads them', async () => {
  write('flow.csv', 'layer,avg\nconv1,1\nfc,2\n');
  await expect(readLogs([at('flow.csv')], {})).rejects.toThrow("--map 'avg/(.+)=grad_mean:$1'");
});
