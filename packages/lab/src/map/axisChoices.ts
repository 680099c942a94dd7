import type { JsonValue } from 'gradscope';
import type { AxisChoice, PlainExperiment } from './mapPlan.ts';

/** Numbers that matter by their magnitude. */
const MAGNITUDES = new Set(['stepSize', 'l2', 'std', 'limit', 'epsilon', 'weightDecay', 'norm']);
const COUNTS = new Set([
  'layers',
  'repeat',
  'width',
  'hidden',
  'seed',
  'samples',
  'pointsPerClass',
  'classes',
  'centers',
  'cells',
  'features',
  'length',
  'delay',
  'symbols',
  'waves',
  'modulus',
  'pieces',
  'steps',
  'every',
  'warmup',
  'batch',
]);
/** Counts that are at least 2. */
const PAIRED = new Set(['classes', 'centers', 'pieces', 'symbols', 'modulus', 'length']);
const SHARES = new Set(['dropout', 'momentum', 'beta1', 'beta2', 'decay', 'test', 'final', 'factor']);
const MOST_SHARE = 0.99;

/**
 * The numbers that can vary: every number in the document that affects training, with a range around its
 * value.
 */
export function axisChoices(document: PlainExperiment): AxisChoice[] {
  const { data, networks, training, seed } = document;
  const choices = [
    ...numbersIn(training, 'training'),
    ...numbersIn((networks as readonly JsonValue[])[0], 'networks[0]'),
    ...numbersIn(data, 'data'),
    ...numbersIn(seed, 'seed'),
  ];
  // Individual step sizes fix the number of layers.
  const isFixedDepth = choices.some(({ path }) => path.startsWith('training.optimizer.stepSize['));
  return choices.filter(({ path }) => !(isFixedDepth && path === 'networks[0].hidden.layers'));
}

function numbersIn(value: JsonValue | undefined, path: string): AxisChoice[] {
  if (typeof value === 'number') return [rangeRound(path, value)];
  if (Array.isArray(value)) return value.flatMap((item, i) => numbersIn(item, `${path}[${i}]`));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, item]) => numbersIn(item, `${path}.${key}`));
}

/** True if only whole numbers are valid. */
export function isCount(path: string): boolean {
  return COUNTS.has(keyOf(path));
}

function keyOf(path: string): string {
  return /([A-Za-z0-9]+)(?:\[\d+\])?$/.exec(path)![1];
}

/** A range worth exploring around a number's value. */
function rangeRound(path: string, value: number): AxisChoice {
  const key = keyOf(path);
  if (key === 'seed') return { path, from: 0, to: 255, scale: 'linear', whole: true };
  if (COUNTS.has(key)) {
    // Enough data for each class and each mini-batch.
    const from = Math.max(PAIRED.has(key) ? 2 : 1, path.startsWith('data.') ? Math.ceil(value / 4) : 1);
    return { path, from, to: Math.max(8, 2 * value), scale: 'linear', whole: true };
  }
  if (MAGNITUDES.has(key) && !path.startsWith('data.')) {
    const middle = value > 0 ? value : 0.01;
    return { path, from: rounded(middle / 100), to: rounded(middle * 100), scale: 'log', whole: false };
  }
  if (SHARES.has(key)) return { path, from: 0, to: MOST_SHARE, scale: 'linear', whole: false };
  const reach = value === 0 ? 1 : rounded(2 * Math.abs(value));
  return { path, from: value < 0 ? -reach : 0, to: reach, scale: 'linear', whole: false };
}

const rounded = (value: number): number => Number(value.toPrecision(6));
