import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { gradscope, gradscopeHere, smallExperiment, temporaryFolder } from './runProgram.ts';

const folder = temporaryFolder();
afterAll(folder.remove);

const WRONG = `# five mistakes
data: { kind: spiral, pointsPerClass: 20, classes: 3, noise: 0.2 }
networks:
  - name: net
    hidden: [8, 0]
    activation: rleu
    init: he
training:
  optimizer: { kind: sgd, lr: 0.1 }
  steps: 10
  clip: 1
`;

test('reports all errors of a file at once, in its order, each with line, column and correction', async () => {
  writeFileSync(join(folder.path, 'wrong.yaml'), WRONG);
  const { stderr, stdout, code } = await gradscopeHere(['train', 'wrong.yaml'], { cwd: folder.path });
  const lines = stderr.trimEnd().split('\n');
  expect(lines.map(line => line.split(': expected')[0])).toEqual([
    'gradscope: wrong.yaml:5:17: networks[0].hidden[1]',
    'gradscope: wrong.yaml:6:17: networks[0].activation',
    'gradscope: wrong.yaml:7:11: networks[0].init',
    'gradscope: wrong.yaml:9:27: training.optimizer',
    'gradscope: wrong.yaml:11:9: training.clip',
  ]);
  expect(lines.map(line => line.split('; ')[1])).toEqual([
    undefined,
    'did you mean "relu"?',
    'did you mean "heNormal"?',
    'did you mean "stepSize"?',
    'write clip: { norm: 1 }',
  ]);
  expect({ stdout, code }).toEqual({ stdout: '', code: 2 });
});

test('- reads the experiment from standard input', async () => {
  const input = JSON.stringify(smallExperiment);
  const { code, stdout } = await gradscope(['gradients', '-', '--json'], { cwd: folder.path, input });
  expect(code).toBe(0);
  expect(JSON.parse(stdout).checks[0].network).toBe('sigmoid');
  const wrong = await gradscope(['train', '-'], { cwd: folder.path, input: 'seed: -1\n' });
  expect(wrong.code).toBe(2);
  expect(wrong.stderr).toContain('gradscope: standard input:1:7: seed: expected a whole number');
});

test('prints the assumptions about a table in one line, and keeps them in run.json', async () => {
  writeFileSync(join(folder.path, 'rows.csv'), ';a;y\n0;1,5;no\n1;2,5;yes\n2;3,5;no\n');
  const experiment = {
    ...smallExperiment,
    data: { kind: 'table', file: 'rows.csv', target: 'y' },
    training: { ...smallExperiment.training, steps: 2 },
  };
  writeFileSync(join(folder.path, 'table.json'), JSON.stringify(experiment));
  const args = ['train', 'table.json', '--quiet', '--no-figures', '--no-report'];
  const { code, stderr } = await gradscopeHere(args, { cwd: folder.path });
  const line =
    'rows.csv: the column without a name, which counts the rows, left out; decimal commas read in a; "y" holds 2 classes, because it is text.';
  expect(code).toBe(0);
  expect(stderr.split('\n')).toContain(line);
  expect(JSON.parse(readFileSync(join(folder.path, 'out/table/run.json'), 'utf8')).table).toBe(line);
});

test('a table whose first line is a row is refused with what to write', async () => {
  writeFileSync(join(folder.path, 'bare.csv'), '5.1,3.5,0\n4.9,3.0,1\n');
  const gradients = (data: object) => {
    const whole = { kind: 'table', file: 'bare.csv', target: '0', ...data };
    writeFileSync(join(folder.path, 'bare.json'), JSON.stringify({ ...smallExperiment, data: whole }));
    return gradscopeHere(['gradients', 'bare.json'], { cwd: folder.path });
  };
  const refused = await gradients({});
  expect(refused.code).toBe(2);
  expect(refused.stderr).toContain('data.header: false');
  const read = await gradients({ header: false, target: '2' });
  expect({ ...read, stdout: '' }).toMatchObject({
    code: 0,
    stderr: expect.stringContaining('"2" holds 2 classes'),
  });
});
