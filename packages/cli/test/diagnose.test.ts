import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseExperimentText } from '@gradscope/formats';
import { diagnose, parseExperiment } from 'gradscope';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { gradscope, gradscopeHere, temporaryFolder } from './runProgram.ts';

const folder = temporaryFolder();
const at = (name: string) => join(folder.path, name);

const network = (name: string, more: object) => ({
  name,
  hidden: { layers: 8, width: 12 },
  activation: 'tanh',
  init: 'orthogonal',
  ...more,
});
const document = {
  seed: 1,
  data: { kind: 'circles', samples: 80, noise: 0.05, factor: 0.4 },
  networks: [network('sick', { activation: 'sigmoid', init: 'glorotNormal' }), network('well', {})],
  training: { optimizer: { kind: 'adam', stepSize: 0.002 }, steps: 300 },
};
const endless = {
  ...document,
  networks: [
    network('sick', { hidden: { layers: 16, width: 32 }, activation: 'sigmoid', init: 'glorotNormal' }),
  ],
  data: { ...document.data, samples: 500 },
  training: { ...document.training, steps: 1_000_000 },
};

beforeAll(() => {
  writeFileSync(at('two.json'), JSON.stringify(document));
  writeFileSync(at('well.json'), JSON.stringify({ ...document, networks: [network('well', {})] }));
  writeFileSync(at('endless.json'), JSON.stringify(endless));
});
afterAll(folder.remove);

const run = (...args: string[]) => gradscopeHere(['diagnose', ...args], { cwd: folder.path });

describe('the report of gradscope train', () => {
  it.each([
    ['sick', true],
    ['well', false],
  ])('of the network %s says what is wrong: %s', async (name, isSick) => {
    const networks = document.networks.filter(network => network.name === name);
    writeFileSync(at(`${name}-alone.json`), JSON.stringify({ ...document, networks }));
    const { code } = await gradscopeHere(
      ['train', `${name}-alone.json`, '--out', name, '--quiet', '--no-figures'],
      {
        cwd: folder.path,
      },
    );
    expect(code).toBe(0);
    const page = readFileSync(join(folder.path, name, 'report.html'), 'utf8');
    expect(page.includes('<h2>What is wrong</h2>')).toBe(isSick);
    expect(/<li>Vanishing gradient in layers 1 to 8: /.test(page)).toBe(isSick);
    expect(page.includes('<title>sick: vanishing gradient in layers 1 to 8</title>')).toBe(isSick);
  });
});

describe('gradscope diagnose', () => {
  it('refuses targets that are all the same, in one line', async () => {
    writeFileSync(at('same.csv'), `x,y\n${'1,0.1\n2,0.1\n'.repeat(20)}`);
    writeFileSync(
      at('same.json'),
      JSON.stringify({ ...document, data: { kind: 'table', file: 'same.csv', target: 'y' } }),
    );
    const { code, stdout, stderr } = await run('same.json');
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(
      /\ngradscope: same\.json:1:\d+: data: expected targets that differ, .* got 40 alike\n$/,
    );
  });

  it('names the fault, its layers and a proven remedy, the verdict first; --fix writes an experiment whose network trains', async () => {
    const { stdout, stderr, code } = await run('two.json', '--seeds', '2', '--fix', 'fixed.yaml');
    expect([stderr, code]).toEqual([expect.stringMatching(/^fixed\.yaml: sick with .*\n$/), 0]);
    const [sick, ...rest] = stdout.split('\n');
    expect(sick).toMatch(/^sick does not train: /);
    expect(rest[0]).toMatch(/^Vanishing gradient in layers 1 to 8: /);
    expect(stdout).toMatch(/^Remedy: .* 3 of 3 runs train/m);
    expect(stdout).toMatch(/^remedy +proven +runs that train +at 95 % +steps +first gradient$/m);
    expect(stdout).toMatch(/^well is healthy: .*$/m);
    const fixed = parseExperiment(parseExperimentText(readFileSync(at('fixed.yaml'), 'utf8'), 'fixed.yaml'));
    expect(fixed.networks[1]).toEqual(parseExperiment(document).networks[1]);
    expect(diagnose(fixed, 0, { remedies: false }).healthy).toBe(true);
  });

  it('--json has the verdicts of the library, with any number of threads', async () => {
    const [one, two] = await Promise.all(
      ['1', '2'].map(threads => run('two.json', '--json', '--seeds', '1', '--threads', threads)),
    );
    expect(one.stdout).toBe(two.stdout);
    const { networks, partial } = JSON.parse(one.stdout);
    const verdict = diagnose(parseExperiment(document), 0, { seeds: 1 });
    expect(partial).toBe(false);
    expect(networks.map(({ name, healthy }: Record<string, unknown>) => [name, healthy])).toEqual([
      ['sick', false],
      ['well', true],
    ]);
    const [{ symptoms, causes, remedies, steps }] = networks;
    expect(symptoms[0]).toMatchObject({ kind: 'vanishing', layers: [1, 8], step: 0 });
    expect(symptoms[0].evidence).toEqual(JSON.parse(JSON.stringify(verdict.symptoms[0].evidence)));
    expect([causes, steps]).toEqual([verdict.causes, 300]);
    expect(
      remedies.map(({ change, proven, probability, interval, seeds }: Record<string, unknown>) => [
        change,
        proven,
        probability,
        interval,
        seeds,
      ]),
    ).toEqual(
      verdict.remedies.map(({ change, proven, probability, interval, runs }) => [
        change.text,
        proven,
        probability,
        interval,
        runs,
      ]),
    );
  });

  it('--out writes what --json prints, and a figure of each network', async () => {
    const { stdout, stderr, code } = await run(
      'two.json',
      '--no-remedies',
      '--threads',
      '1',
      '--json',
      '--out',
      'why',
    );
    expect(code).toBe(0);
    expect(readFileSync(at('why/diagnosis.json'), 'utf8')).toBe(stdout);
    const figures = ['sick', 'well'].map(name => `why/figures/diagnosis-${name}`);
    expect(stderr).toBe(['why/diagnosis.json', ...figures.map(path => `${path}.png`), ''].join('\n'));
    expect(readFileSync(at(`${figures[0]}.svg`), 'utf8')).toContain(
      'sick: vanishing gradient in layers 1 to 8',
    );
    expect(
      readFileSync(at(`${figures[1]}.png`))
        .subarray(1, 4)
        .toString(),
    ).toBe('PNG');
  });

  it('--fix writes nothing where nothing is wrong', async () => {
    const { stderr } = await run('well.json', '--fix', 'nothing.yaml');
    expect(stderr).toBe('nothing.yaml: not written, since no network is fixed\n');
    expect(existsSync(at('nothing.yaml'))).toBe(false);
  });

  it.each([
    ['vanishing,exploding', 1],
    ['exploding', 0],
  ])('--fail-on %s exits with %d', async (kinds, exitCode) => {
    const { code, stdout } = await run('two.json', '--no-remedies', '--threads', '1', '--fail-on', kinds);
    expect([code, stdout]).toEqual([exitCode, expect.stringContaining('Vanishing gradient')]);
  });

  it('--budget ends a long one with what is known by then, marked partial', async () => {
    const { stdout, stderr, code } = await run(
      'endless.json',
      '--steps',
      '1000000',
      '--budget',
      '1',
      '--threads',
      '1',
      '--json',
    );
    expect([code, stderr]).toEqual([0, expect.stringMatching(/^Stopped early: 1 of 1 networks /)]);
    const { networks, partial } = JSON.parse(stdout);
    expect([partial, networks[0].partial]).toEqual([true, true]);
    expect(networks[0].steps).toBeLessThan(1_000_000);
  });

  it('Ctrl-C prints what is known by then and exits with 130', async () => {
    const args = ['diagnose', 'endless.json', '--threads', '1', '--steps', '1000000', '--out', 'stopped'];
    const { stdout, code } = await gradscope(args, {
      cwd: folder.path,
      during: async child => {
        // The folder is there when it begins to train.
        while (!existsSync(at('stopped'))) await sleep(20);
        setTimeout(() => child.kill('SIGINT'), 2000);
      },
    });
    expect(code).toBe(130);
    // How much is known by then depends on how fast the machine is.
    expect(stdout).toMatch(/^sick .* so far: /);
    expect(stdout).toContain('Stopped before it was done');
  });

  it.each([
    [
      ['two.json', '--fail-on', 'vanishing,bad'],
      /^gradscope: --fail-on: expected some of (?:[a-zA-Z]+,)+heldBack, got "bad"; did you mean "badlyScaled"\?\n$/,
    ],
    [
      ['two.json', '--fix', 'a.yaml', '--no-remedies'],
      /^gradscope: --fix: expected remedies to be tried, got --no-remedies\n$/,
    ],
    [
      ['two.json', '--out', 'two.json'],
      /^gradscope: --out: expected a folder that can be written, got two\.json: not a folder\n$/,
    ],
    [
      ['two.json', '--budget', '0'],
      /^gradscope: --budget: expected a whole number from 1 to 1000000, got "0"\n$/,
    ],
  ])('%j is refused with exit code 2', async (args, message) => {
    const { stderr, code } = await run(...args);
    expect([code, stderr]).toEqual([2, expect.stringMatching(message)]);
  });
});

it('says that no gradient reaches the hidden layers, and prints no factor, if there is none', async () => {
  const softmaxOfOne = {
    data: { kind: 'curve', samples: 60, noise: 0.1 },
    networks: [
      { name: 'net', hidden: [8], activation: 'relu', init: 'heNormal', output: { activation: 'softmax' } },
    ],
    training: { optimizer: { kind: 'sgd', stepSize: 0.1 }, steps: 300 },
  };
  writeFileSync(at('softmax.json'), JSON.stringify(softmaxOfOne));
  const { stdout } = await run('softmax.json', '--no-remedies');
  expect(stdout).toContain('the softmax of one unit is 1, whatever the input');
  expect(stdout).toContain('No gradient reaches the hidden layers at the start.');
  expect(stdout).not.toContain('not a number');
});
