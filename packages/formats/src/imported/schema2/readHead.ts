import type { LoggedLoss, LoggedModule, LoggedOptimizer, LoggedParameter, RunDetail } from 'gradscope';
import type { Place } from '../../formatError.ts';
import { countOr, type Fields, isFields, refuse, shapeOr, textOr, textsOf } from './fields.ts';

/** The contents of the first line of schema 2. */
export type LogHead = Pick<
  RunDetail,
  'framework' | 'model' | 'every' | 'dtype' | 'device' | 'optimizer' | 'loss' | 'modules' | 'parameters'
>;

/**
 * Reads the first line of a log of schema 2 (`docs/importing.md`).
 *
 * @throws FormatError for modules or parameters without names, with the same name, or without a shape
 */
export function readHead(value: Fields, place: Place): LogHead {
  const modules = listOf(value, 'modules', place).map(one => readModule(one, place));
  const indexOf = uniqueNames(modules, 'modules', place);
  const parameters = listOf(value, 'parameters', place).map(one => readParameter(one, indexOf, place));
  uniqueNames(parameters, 'parameters', place);
  return {
    framework: textOr(value.framework, null),
    model: textOr(value.model, null),
    every: countOr(value.every, null),
    dtype: textOr(value.dtype, null),
    device: textOr(value.device, null),
    optimizer: readOptimizer(value.optimizer),
    loss: readLoss(value.loss),
    modules,
    parameters,
  };
}

function listOf(value: Fields, name: string, place: Place): readonly Fields[] {
  const list = value[name];
  if (!Array.isArray(list)) return refuse(place, `${name} as a list, as schema 2 has them`, list);
  const other = list.find(one => !isFields(one) || typeof one.name !== 'string');
  return other === undefined ? list : refuse(place, `a name for each of the ${name}`, other);
}

function uniqueNames(
  list: readonly { readonly name: string }[],
  what: string,
  place: Place,
): ReadonlyMap<string, number> {
  const indexOf = new Map<string, number>();
  for (const [i, { name }] of list.entries()) {
    if (indexOf.has(name)) refuse(place, `${what} of different names`, name);
    indexOf.set(name, i);
  }
  return indexOf;
}

function readModule(one: Fields, place: Place): LoggedModule {
  const name = one.name as string;
  return {
    name,
    kind: textOr(one.kind, ''),
    settings: textOr(one.settings, ''),
    inputs: shapeOr(one.inputs, null, `inputs of ${name}`, place),
    outputs: shapeOr(one.outputs, null, `outputs of ${name}`, place),
    calls: countOr(one.calls, 1),
    sequence: countOr(one.sequence, null),
  };
}

function readParameter(one: Fields, modules: ReadonlyMap<string, number>, place: Place): LoggedParameter {
  const name = one.name as string;
  const shape = shapeOr(one.shape, undefined, `shape of ${name}`, place);
  return {
    name,
    module: modules.get(textOr(one.module, '')) ?? null,
    shape: shape ?? refuse(place, `a shape for ${name}`, one),
    frozen: one.frozen === true,
    shared: textsOf(one.shared),
  };
}

function readOptimizer(value: unknown): LoggedOptimizer | null {
  if (!isFields(value) || typeof value.kind !== 'string') return null;
  const { kind, ...settings } = value;
  return { kind, settings: Object.fromEntries(Object.entries(settings).filter(isSetting)) };
}

type Setting = LoggedOptimizer['settings'][string];

function isSetting(entry: [string, unknown]): entry is [string, Setting] {
  const [, value] = entry;
  if (Array.isArray(value)) return value.every(one => typeof one === 'number');
  return value === null || ['number', 'boolean', 'string'].includes(typeof value);
}

function readLoss(value: unknown): LoggedLoss | null {
  if (!isFields(value)) return null;
  return {
    kind: textOr(value.kind, null),
    operations: textsOf(value.operations),
    terms: countOr(value.terms, 1),
  };
}
