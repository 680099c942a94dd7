import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { gradscopeHere, temporaryFolder } from './runProgram.ts';

const folder = temporaryFolder();
const at = (name: string) => join(folder.path, name);
const run = (...args: string[]) => gradscopeHere(['diagnose', ...args], { cwd: folder.path });

const CASES = new URL('../../formats/test/fixtures/cases/', import.meta.url);
/** By what the tests call them, the logs of other people's programs. */
const LOGS = {
  parabola: '31-parabola-0-100',
  zeros: '11-zero-start',
  recurrent: '19-rnn-adding-100',
  convolution: '14-cnn-relu-on-logits',
};

beforeAll(() => {
  for (const [name, path] of Object.entries(LOGS)) {
    writeFileSync(at(`${name}.jsonl`), gunzipSync(readFileSync(new URL(`${path}/log.jsonl.gz`, CASES))));
  }
  writeFileSync(
    at('old.jsonl'),
    readFileSync(new URL('../../formats/test/fixtures/pytorch/deepSigmoid.jsonl', import.meta.url)),
  );
});
afterAll(folder.remove);

const SHORT = ['--steps', '150', '--seeds', '1'];

describe('gradscope diagnose --twin', () => {
  it('proves on a twin which change fixes a log, reports it, and writes a twin that trains', async () => {
    const { stdout, stderr, code } = await run('parabola.jsonl', '--twin', ...SHORT, '--fix', 'twin.yaml');
    expect(code).toBe(0);
    expect(stdout).toMatch(/^Suggested, not proven: /m);
    expect(stdout).toMatch(/^Twin: dense layers 1 to 3 of yours \(1–20–20–1\), on 256 generated samples /m);
    expect(stdout).toMatch(/^It shows what your run does: badly scaled targets\.$/m);
    expect(stdout).toMatch(/^Remedy: .* With it, 2 of 2 runs train/m);
    expect(stdout).toMatch(/^Proven on a twin \(dense layers 1 to 3 of yours\), not on your run\.$/m);
    expect(stderr).toMatch(/^twin\.yaml: the twin with .*; twin\.npz: its data$/m);
    const text = readFileSync(at('twin.yaml'), 'utf8');
    expect(text).toMatch(/^# A twin of parabola: /);
    const trained = await run('twin.yaml', '--no-remedies', '--steps', '150', '--json');
    expect(JSON.parse(trained.stdout).networks[0].state).toBe('healthy');
  });

  it('--budget ends it with the verdict of the log and what is known of the twin, marked partial', async () => {
    const long = ['--steps', '1000000', '--budget', '1', '--json'];
    const { stdout, stderr, code } = await run('zeros.jsonl', '--twin', ...long);
    expect([code, stderr]).toEqual([
      0,
      expect.stringContaining('Stopped early: not all runs of the twin were made.'),
    ]);
    const { networks, partial } = JSON.parse(stdout);
    expect([partial, networks[0].symptoms[0].kind]).toEqual([true, 'symmetric']);
  });

  it('marks in --json what is proven as proven on the twin, and leaves the log’s own remedies unproven', async () => {
    const { stdout, code } = await run('zeros.jsonl', '--twin', '--steps', '100', '--seeds', '1', '--json');
    expect(code).toBe(0);
    const [network] = JSON.parse(stdout).networks;
    expect(network.remedies.map((one: { proven: boolean }) => one.proven)).not.toContain(true);
    const { twin } = network;
    expect([twin.layers, twin.widths, twin.logged, twin.shows]).toEqual([
      [1, 2],
      [64, 100, 10],
      'symmetric',
      true,
    ]);
    expect(twin.remedies[0]).toMatchObject({ proven: true, provenOn: 'twin' });
    expect(twin.experiment.networks[0].init).toEqual({ kind: 'zeros' });
  });

  it.each([
    ['recurrent', 'recurrent: the twin has dense layers only; yours has RNN rnn'],
    ['convolution', 'convolution: the twin has dense layers only; yours has Conv2d 0 and Conv2d 3'],
    [
      'old',
      'old: expected a log of schema 2, which gradscope logger writes, got one that does not say optimizer, shapes and scales',
    ],
  ])('refuses a log that is %s by name, beside its verdict', async (name, message) => {
    const { stdout, stderr, code } = await run(`${name}.jsonl`, '--twin', '--fix', 'none.yaml');
    expect([stderr, code]).toEqual([
      `${message}\nnone.yaml: not written, since nothing is proven on a twin\n`,
      2,
    ]);
    expect(stdout).toMatch(new RegExp(`^${name} does not train: `));
    expect(existsSync(at('none.yaml'))).toBe(false);
  });

  it.each([
    [
      ['parabola.jsonl', '--twin', '--fix'],
      '--fix: expected a file to write the twin to, since a log cannot be changed, got none',
    ],
    [
      ['parabola.jsonl', 'zeros.jsonl', '--twin', '--fix', 'a.yaml'],
      '--fix: expected one log to write the twin of, got 2',
    ],
    [['twin.yaml', '--twin'], '--twin: expected logs only, got twin.yaml'],
    [
      ['parabola.jsonl', '--budget', '3'],
      '--budget: expected an experiment, got logs, which cannot be run again; with --twin a network like theirs is',
    ],
  ])('refuses %j', async (args, message) => {
    const { stderr, code } = await run(...args);
    expect([stderr.trim(), code]).toEqual([`gradscope: ${message}`, 2]);
  });
});
