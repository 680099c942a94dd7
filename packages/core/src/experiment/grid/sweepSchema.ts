import { z } from 'zod';
import { mapping, number, whole } from '../rules.ts';
import { experimentSchema, jsonSchemaOf, LIMITS } from '../schema.ts';
import { parsePath } from './documentPath.ts';
import { RUN_COLUMN_NAMES, type RunColumn } from './runRow.ts';

/** The bounds of a sweep. */
export const SWEEP_LIMITS = {
  axes: 16,
  values: 1_000_000,
  runs: 1_000_000_000,
  name: 64,
  path: 200,
  seconds: 1e9,
  magnitude: 1e300,
} as const;

/** The columns of a table of results that are not axes: no axis can have such a name. */
export const RESULT_COLUMNS = resultColumns(RUN_COLUMN_NAMES);

/** The place of the run in its sweep stands after its id. */
function resultColumns([id, ...others]: readonly RunColumn[]): readonly (RunColumn | 'index')[] {
  return [id, 'index', ...others];
}

/** The parts of a run that can be kept beside its summary. */
export const KEPT = ['curves', 'weights'] as const;

const pathRule = { error: 'a path into the experiment, as training.optimizer.stepSize or networks[0].init' };
const path = z
  .string(pathRule)
  .max(SWEEP_LIMITS.path, pathRule)
  .refine(text => parsePath(text) !== undefined, pathRule)
  .describe('What differs: the path of a key of the experiment.');

const nameRule = {
  error: `a text of 1 to ${SWEEP_LIMITS.name} characters on one line, but none of ${RESULT_COLUMNS.join(', ')}`,
};
const name = z
  .string(nameRule)
  .min(1, nameRule)
  .max(SWEEP_LIMITS.name, nameRule)
  .refine(text => !/[\p{Cc}\p{Zl}\p{Zp}]/u.test(text) && !isResultColumn(text), nameRule)
  .describe('The axis’s name in results and figures; by default its path.');

function isResultColumn(text: string): boolean {
  return (RESULT_COLUMNS as readonly string[]).includes(text.toLowerCase());
}

const bound = number(-SWEEP_LIMITS.magnitude, SWEEP_LIMITS.magnitude);
const count = whole(1, SWEEP_LIMITS.values);
const scale = z.enum(['linear', 'log']).default('linear');
const rounds = z
  .boolean({ error: 'true or false' })
  .default(false)
  .describe('Whether values are rounded to whole numbers; of equal ones, one is kept.');

const span = { from: bound, to: bound, count, scale, whole: rounds };
/** For a logarithmic scale, each bound by itself, so that the error names the wrong one. */
const logRule = (bound: 'from' | 'to') => ({
  error: 'a number above 0, since the scale is log',
  path: [bound],
});
const isPositive =
  (bound: 'from' | 'to') =>
  (range: { from: number; to: number; scale: string }): boolean =>
    range.scale === 'linear' || range[bound] > 0;

const range = mapping(span)
  .refine(isPositive('from'), logRule('from'))
  .refine(isPositive('to'), logRule('to'))
  .describe('This many values from one bound to the other, both included.');
const random = mapping({ ...span, seed: whole(0, LIMITS.seed).default(0) })
  .refine(isPositive('from'), logRule('from'))
  .refine(isPositive('to'), logRule('to'))
  .refine(({ from, to }) => from <= to, { error: 'from to be at most to' })
  .describe('So many values drawn between the bounds, evenly on the scale.');

const listRule = { error: 'a list of at least one value' };
const list = z
  .array(z.unknown(), listRule)
  .min(1, listRule)
  .max(SWEEP_LIMITS.values, { error: `at most ${SWEEP_LIMITS.values} values` })
  .describe('The values themselves: numbers, names or mappings.');

const axisShape = { path, name: name.optional(), list: list.optional(), range: range.optional() };
const axis = mapping({ ...axisShape, random: random.optional() })
  .refine(({ list, range, random }) => [list, range, random].filter(Boolean).length === 1, {
    error: 'one of list, range and random',
  })
  .describe('One axis of the grid.');

const axesRule = { error: `a list of 1 to ${SWEEP_LIMITS.axes} axes` };

/** The key `sweep` of a sweep document. */
export const gridSchema = mapping({
  axes: z
    .array(axis, axesRule)
    .min(1, axesRule)
    .max(SWEEP_LIMITS.axes, axesRule)
    .describe('What differs from run to run; every value meets every other, the last axis varying fastest.'),
  keep: z
    .array(z.enum(KEPT), { error: `a list of ${KEPT.join(', ')}` })
    .default([])
    .describe('What is kept of each run beside its summary.'),
  target: bound.optional().describe('The loss whose first step is a run’s steps_to_target.'),
  secondsPerRun: number(0.001, SWEEP_LIMITS.seconds)
    .default(3600)
    .describe('A run that takes longer is stopped and recorded as timeout.'),
});

export type GridSettings = z.infer<typeof gridSchema>;
export type AxisSettings = GridSettings['axes'][number];

/**
 * The JSON Schema of a sweep document, for editors. The axes may set the experiment's own keys, so none is
 * required.
 */
export function sweepJsonSchema(): object {
  const schema = jsonSchemaOf(experimentSchema().extend({ sweep: gridSchema }));
  return { ...schema, required: ['sweep'] };
}
