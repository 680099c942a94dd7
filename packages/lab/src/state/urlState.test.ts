import fc from 'fast-check';
import { parseExperiment } from 'gradscope';
import { expect, test } from 'vitest';
import { encodeDocument } from './urlDocument.ts';
import { DEFAULT_URL_STATE, readUrlState, type UrlState, writeUrlState } from './urlState.ts';

const { experiment } = DEFAULT_URL_STATE.run[0];

const forked: UrlState = {
  ...DEFAULT_URL_STATE,
  run: [
    { from: 0, experiment: parseExperiment({ ...experiment, seed: 7 }) },
    {
      from: 1200,
      experiment: parseExperiment({ ...experiment, seed: 7, training: { ...experiment.training, l2: 0 } }),
    },
  ],
  step: 4321,
  speed: '100',
  open: [],
  lossScale: 'log',
  points: [
    { x: -1000, y: 1000, label: 0 },
    { x: 7, y: -345, label: 5 },
  ],
  embed: 'regions',
};

test('the defaults need no address', () => {
  expect(writeUrlState(DEFAULT_URL_STATE)).toBe('');
  expect(readUrlState('')).toEqual({ state: DEFAULT_URL_STATE, complaints: [] });
});

test('a written state is read back the same, with its whole experiment and fork', () => {
  const hash = writeUrlState(forked);
  expect(hash).toMatch(/^[A-Za-z0-9_.&=-]+$/);
  expect(readUrlState(`#${hash}`)).toEqual({ state: forked, complaints: [] });
});

test.each([
  ['step=-1', 'step: expected a whole number from 0'],
  ['step=1e5', 'step: expected a whole number from 0'],
  ['speed=fast', 'speed: expected max or 1000 or 100 or 10 or 1, got "fast"'],
  ['open=loss.nothing', 'open: expected regions or'],
  ['run=%%%', 'run: expected a document in base64url'],
  [`run=${encodeDocument([])}`, 'run: expected a list of at least one experiment'],
  [`run=${encodeDocument([null])}`, 'run: experiment: expected a mapping'],
  [`run=${encodeDocument([{ from: 3, experiment }])}`, 'run: [0].from: expected 0, got 3'],
  [
    `run=${encodeDocument([{ from: 0, experiment: { ...experiment, seed: -1 } }])}`,
    'run: seed: expected a whole number from 0 to 4294967295, got -1',
  ],
  [
    `run=${encodeDocument([
      { from: 0, experiment },
      { from: 9, experiment: { ...experiment, seed: 1 } },
    ])}`,
    'run: [1].fork: expected the same seed as before',
  ],
  ['points=AAA', 'points: expected 5 characters a point, at most 1000 together, got 3 characters'],
  ['points=____A', 'points: expected points of the plane, got "____A"'],
  ['embed=all', 'embed: expected none or regions or'],
  ['color=red', 'expected only run, points'],
])('%s is said, and the default taken', (hash, complaint) => {
  const { state, complaints } = readUrlState(hash);
  expect(complaints).toHaveLength(1);
  expect(complaints[0]).toContain(complaint);
  expect(state).toEqual(DEFAULT_URL_STATE);
});

test('whatever the address, nothing is thrown', () => {
  const part = fc
    .tuple(fc.constantFrom('run', 'step', 'open', 'x', '__proto__'), fc.string())
    .map(pair => pair.join('='));
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.array(part).map(parts => parts.join('&')),
      ),
      hash => {
        expect(readUrlState(hash).state).toHaveProperty('run');
      },
    ),
  );
});

test('whatever document the address holds, nothing is thrown', () => {
  fc.assert(
    fc.property(fc.jsonValue(), value => {
      expect(readUrlState(`run=${encodeDocument(value)}`).state).toEqual(DEFAULT_URL_STATE);
    }),
  );
});
