import { expect, test } from 'vitest';
import { z } from 'zod';
import { initializers } from '../network/initializer/index.ts';
import { describeIssues } from './describeIssues.ts';
import { ExperimentError } from './experimentError.ts';
import { initSchema } from './initSettings.ts';
import { mapping } from './rules.ts';

const experiment = mapping({ init: initSchema() });

function complaint(init: unknown): string {
  const { error } = experiment.safeParse({ init });
  return error ? new ExperimentError(describeIssues(error.issues, { init })).message : 'none';
}

test.each([
  ['heNormal', { kind: 'heNormal' }],
  ['orthogonal', { kind: 'orthogonal', gain: 1 }],
  ['meanField', { kind: 'meanField', sigmaW: 1, sigmaB: 0 }],
  [
    { kind: 'meanField', sigmaB: 0.3 },
    { kind: 'meanField', sigmaW: 1, sigmaB: 0.3 },
  ],
  [
    { kind: 'normal', std: 0.1 },
    { kind: 'normal', std: 0.1 },
  ],
  [{ kind: 'lsuv' }, { kind: 'lsuv' }],
])('%j is %j', (given, parsed) => {
  expect(initSchema().parse(given)).toEqual(parsed);
});

const listed = (kinds: readonly string[]) => kinds.map(kind => `"${kind}"`).join(' or ');
const all = Object.keys(initializers);
/** Those whose name alone suffices. */
const names = listed(all.filter(kind => !['normal', 'uniform', 'constant'].includes(kind)));

test.each([
  ['normal', 'init: expected { kind: normal, std } with its number, got "normal"'],
  ['constant', 'init: expected { kind: constant, value } with its number, got "constant"'],
  ['Normal', `init: expected ${names}, got "Normal"`],
  [5, `init: expected ${names}, got 5`],
  [{ kind: 'xavier' }, `init.kind: expected ${listed(all)}, got "xavier"; did you mean "glorotNormal"?`],
  [{ kind: 'normal' }, 'init.std: expected a number from 0 to 1e+100, got nothing'],
  [{ kind: 'normal', std: -1 }, 'init.std: expected a number from 0 to 1e+100, got -1'],
  [{ kind: 'constant', value: 1e101 }, 'init.value: expected a number from -1e+100 to 1e+100, got 1e+101'],
  [{ kind: 'heNormal', gain: 2 }, 'init: expected only the keys kind, got "gain"'],
  [{ kind: 'orthogonal', std: 2 }, 'init: expected only the keys kind, gain, got "std"'],
])('%j: %s', (given, message) => {
  expect(complaint(given)).toBe(message);
});

test('editors learn every kind, and the names of those that need no number', () => {
  const text = JSON.stringify(z.toJSONSchema(initSchema(), { io: 'input' }));
  for (const kind of Object.keys(initializers)) expect(text).toContain(`"const":"${kind}"`);
  expect(text).toContain('"enum":["zeros","identity"');
});
