import { cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeEach, expect, it } from 'vitest';
import { temporaryFolder } from './runProgram.ts';

const folder = temporaryFolder();
afterAll(folder.remove);
const at = (path: string) => join(folder.path, path);

function write(path: string, text: string): void {
  mkdirSync(dirname(at(path)), { recursive: true });
  writeFileSync(at(path), text);
}

cpSync(new URL('../bin', import.meta.url), at('packages/cli/bin'), { recursive: true });
const { isBundleCurrent, programModule, versionOf } = await import(at('packages/cli/bin/builtFrom.js'));
const BUILD = '../core/dist/.tsbuildinfo';

beforeEach(() => {
  write('packages/core/dist/.tsbuildinfo', 'the first build');
  write('packages/cli/bundle/builtFrom.json', JSON.stringify({ [BUILD]: versionOf(BUILD) }));
});

it('runs the bundle of the present build', () => {
  expect(programModule('main.js')).toMatch(/cli\/bundle\/main\.js$/);
});

it('runs the modules of a later build', () => {
  write('packages/core/dist/.tsbuildinfo', 'the second build');
  expect(programModule('main.js')).toMatch(/cli\/dist\/main\.js$/);
});

it('runs the modules while there is no whole bundle', () => {
  write('packages/cli/bundle/builtFrom.json', '{ "../core/di');
  expect(isBundleCurrent()).toBe(false);
  rmSync(at('packages/cli/bundle'), { recursive: true });
  expect(isBundleCurrent()).toBe(false);
});

it('runs the bundle where npm has installed it, without any build beside it', () => {
  rmSync(at('packages/core'), { recursive: true });
  expect(isBundleCurrent()).toBe(true);
});
