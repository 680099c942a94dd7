import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { gradscope, smallExperiment, temporaryFolder } from './runProgram.ts';

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

test('all errors of a file are said in one go, in its order, each with line, column and what to write', async () => {
  writeFileSync(join(folder.path, 'wrong.yaml'), WRONG);
  const { stderr, stdout, code } = await gradscope(['train', 'wrong.yaml'], { cwd: folder.path });
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
