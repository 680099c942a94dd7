import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { writeEvents } from '@gradscope/formats';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { gradscopeHere, smallExperiment, temporaryFolder } from './runProgram.ts';

const folder = temporaryFolder();
const at = (name: string) => join(folder.path, name);
const fixture = (name: string) =>
  fileURLToPath(new URL(`../../formats/test/fixtures/pytorch/${name}`, import.meta.url));
const [sick, well] = [fixture('deepSigmoid.jsonl'), fixture('deepRelu.jsonl')];
const run = (...args: string[]) => gradscopeHere(args, { cwd: folder.path });

beforeAll(() => {
  mkdirSync(at('runs/deep'), { recursive: true });
  writeFileSync(at('runs/deep/sick.jsonl'), readFileSync(sick));
  writeFileSync(at('runs/well.jsonl'), readFileSync(well));
  writeFileSync(at('runs/notes.txt'), 'nothing');
  writeFileSync(at('runs/bad.csv'), 'step,loss\nx,1\n');
  writeFileSync(at('strange.jsonl'), '{"step": 0, "mood": 1}\n');
  writeFileSync(at('experiment.yaml'), 'seed: 0\n');
  mkdirSync(at('empty'));
  mkdirSync(at('own'));
  writeFileSync(at('own/run.json'), '{"gradscope": "0.1.0", "networks": [], "experiment": {}}');
  writeFileSync(at('own/report.html'), '');
  writeFileSync(at('own/log.jsonl'), readFileSync(well));
});
afterAll(folder.remove);

describe('gradscope diagnose of logs', () => {
  it('its JSON says overfitting and how a CSV was read, as the text does', async () => {
    const rows = Array.from({ length: 40 }, (_, i) => `${i},${1 / (i + 1)},${0.5 + (i - 8) ** 2 / 500}`);
    writeFileSync(at('over.csv'), `epoch,loss,val_loss\n${rows.join('\n')}\n`);
    const { networks } = JSON.parse((await run('diagnose', 'over.csv', '--json')).stdout);
    expect(networks[0].overfitting).toMatchObject({ bestStep: 8, best: 0.5 });
    const { stdout } = await run('diagnose', 'over.csv');
    expect(stdout).toContain('It overfits: its loss on held-out data is best at step 8 (0.5)');
    writeFileSync(at('parts.csv'), 'step,loss_a,loss_b,accuracy\n0,1,1,0.1\n1,0.5,0.6,0.5\n2,0.2,0.3,0.9\n');
    const parts = JSON.parse((await run('diagnose', 'parts.csv', '--json')).stdout).networks[0];
    expect([parts.overfitting, parts.notes]).toEqual([null, [expect.stringMatching(/^No loss was found: /)]]);
    expect((await run('diagnose', 'parts.csv')).stdout).toContain(parts.notes[0]);
  });

  it('reads TensorBoard’s event files by their folders, also where they are named one by one', async () => {
    for (const [name, loss] of [
      ['a', 2],
      ['b', 4],
    ] as const) {
      mkdirSync(at(`events/${name}`), { recursive: true });
      const value = { kind: 'scalar', tag: 'loss', step: 0, wallTime: 0, value: loss } as const;
      writeFileSync(at(`events/${name}/events.out.tfevents.1.host`), writeEvents([value]));
    }
    const files = ['a', 'b'].map(name => `events/${name}/events.out.tfevents.1.host`);
    // Of several paths, by what tells them apart.
    for (const [paths, names] of [
      [['events'], ['events/a', 'events/b']],
      [files, ['a', 'b']],
    ] as const) {
      const { stdout, stderr, code } = await run('diagnose', ...paths, '--json');
      expect([stderr, code]).toEqual(['', 0]);
      const { networks } = JSON.parse(stdout);
      expect(networks.map(({ name }: Record<string, unknown>) => name)).toEqual(names);
    }
  });

  it('says of a PyTorch run what is wrong, where, and what is suggested; of one that trains that it does', async () => {
    const { stdout, stderr, code } = await run('diagnose', sick, well);
    expect([stderr, code]).toEqual(['', 0]);
    expect(stdout).toMatch(/^deepSigmoid does not train: /);
    expect(stdout).toMatch(/^Vanishing gradient in layers 1 to 8 \(0 to 14\): /m);
    expect(stdout).toMatch(/^Suspected cause: the slope of the activation\.$/m);
    expect(stdout).toMatch(/^Suggested, not proven: /m);
    expect(stdout).toMatch(/^deepRelu trains: /m);
    expect(stdout).toMatch(/^Tags: 64 used\.$/m);
  });

  it('says which layers of --layers no log has', async () => {
    const { stdout, stderr, code } = await run('diagnose', well, '--layers', '0,2,nope', '--json');
    expect([stderr, code]).toEqual(['--layers: no log has a layer nope\n', 0]);
    expect(JSON.parse(stdout).networks[0].layers).toHaveLength(2);
  });

  it('reads a folder: every run by its path; what is bad is said, the rest kept', async () => {
    const { stdout, stderr, code } = await run('diagnose', 'runs', '--json', '--fail-on', 'vanishing');
    expect(code).toBe(1);
    const { networks, partial } = JSON.parse(stdout);
    expect(partial).toBe(false);
    expect(networks.map(({ name, healthy }: Record<string, unknown>) => [name, healthy])).toEqual([
      ['runs/deep/sick', false],
      ['runs/well', true],
    ]);
    const [{ symptoms, remedies, tags, layers, imported }] = networks;
    expect(imported).toBe(true);
    expect(symptoms[0]).toMatchObject({ kind: 'vanishing', layers: [1, 8], step: 0 });
    expect(remedies[0]).toMatchObject({ proven: false, seeds: 0, probability: null });
    expect([tags.length, layers.length]).toEqual([64, 9]);
    expect(stderr).toBe(
      'runs/bad.csv, row 1, byte 10: expected a step from −2147483647 to 2147483647, a whole number, got NaN\n1 other file was passed over\n',
    );
  });

  it.each([
    [['diagnose', 'missing.jsonl'], /missing\.jsonl: expected a file or folder, got no such file/],
    [['diagnose', 'strange.jsonl'], /expected logs .* got unknown tags \(explain them with --map\): mood/],
    [['diagnose', 'experiment.yaml', 'strange.jsonl'], /paths: expected one experiment, or logs only/],
    [['diagnose', sick, '--fix', 'a.yaml'], /--fix: expected an experiment, got logs/],
    [['diagnose', sick, '--map', 'mood'], /--map: expected <regex>=<quantity>:<layer>/],
    [
      ['report', 'experiment.yaml'],
      /expected logs, got an experiment: gradscope train experiment.yaml writes/,
    ],
    [['report', 'own/run.json'], /expected logs, got the record of a run: gradscope report own takes/],
    [['report', sick, '--out', 'own'], /--out: expected a folder without the report .*, got own$/m],
    [['report', 'runs/notes.txt'], /expected logs .*\(.*\.jsonl.*\*tfevents\*.*\), got notes\.txt$/m],
    [['report', 'empty'], /expected logs .*, got an empty folder$/m],
    [['diagnose', 'own/run.json'], /expected an experiment, .* gradscope export own --to yaml writes/],
    [['report', sick, '--out', '/proc/x'], /--out: expected a folder that can be written/],
  ] as const)('%j is refused in one line with exit code 2', async (args, message) => {
    const { stdout, stderr, code } = await run(...args);
    expect([stdout, code, stderr.trim().split('\n').length]).toEqual(['', 2, 1]);
    expect(stderr).toMatch(message);
  });
});

describe('gradscope report', () => {
  it('of a folder that gradscope train wrote keeps the report that is in it', async () => {
    mkdirSync(at('out/own'), { recursive: true });
    writeFileSync(at('out/own/run.json'), '{}');
    writeFileSync(at('out/own/report.html'), '');
    const { stdout, code } = await run('report', 'own');
    expect([stdout, code]).toEqual(['out/own-log/report.html: 1 run, 0 with something wrong\n', 0]);
  });

  it('of a folder that was trained without figures or report draws them there', async () => {
    const document = { ...smallExperiment, training: { ...smallExperiment.training, steps: 30 } };
    writeFileSync(at('bare.json'), JSON.stringify(document));
    const train = (...options: string[]) => run('train', 'bare.json', '--quiet', '--no-figures', ...options);
    expect((await train('--no-report')).code).toBe(0);
    const there = await run('report', 'out/bare');
    expect([there.stdout, there.code]).toEqual([
      expect.stringMatching(/^out\/bare\/report\.html: 2 runs, /),
      0,
    ]);
    expect(readFileSync(at('out/bare/report.html'), 'utf8').match(/<svg/g)!.length).toBeGreaterThan(10);
    expect((await train()).code).toBe(0);
    const beside = await run('report', 'out/bare');
    expect([beside.stdout, beside.code]).toEqual([
      expect.stringMatching(/^out\/bare-log\/report\.html: /),
      0,
    ]);
  });

  it('writes a page that needs nothing else, with the figures and the diagnosis of each run and both side by side', async () => {
    const { stdout, stderr, code } = await run('report', sick, well, '--out', 'page');
    expect([stdout, stderr, code]).toEqual(['page/report.html: 2 runs, 1 with something wrong\n', '', 0]);
    const page = readFileSync(at('page/report.html'), 'utf8');
    for (const heading of [
      'Side by side',
      'deepSigmoid: what is wrong',
      'deepSigmoid: where the signal was lost',
    ])
      expect(page).toContain(`<h2>${heading}</h2>`);
    expect(page).toMatch(/<li>Vanishing gradient in layers 1 to 8/);
    expect(page).not.toMatch(/(?:src|href)="(?!#)/);
    expect(page.match(/<svg/g)!.length).toBeGreaterThan(40);
  });
});
