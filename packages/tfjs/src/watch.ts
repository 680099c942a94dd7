import { engine, keep, type NamedTensorMap, type Tensor } from '@tensorflow/tfjs-core';
import { ConstantAnswer } from './constantAnswer.ts';
import { headOf, lossKindOf, parametersOf, stepSizeOf } from './head.ts';
import { listen, type Module, Passes } from './passes.ts';
import { addUpdate, lineOf, type Row, rowOf } from './row.ts';
import type { WatchedModel } from './watchedModel.ts';

export interface WatchOptions {
  /** Log every n-th update. Default 10. */
  readonly every?: number;
}

/** The log of a model that is being trained. */
export interface GradientLog {
  /**
   * The log so far: JSON lines of gradscope's schema 2, which `gradscope diagnose`, the lab and `importLogs`
   * read.
   */
  jsonl(): Promise<string>;
  /** Stops logging. */
  stop(): void;
}

const DEFAULT_EVERY = 10;

/**
 * Logs how a model trains, at every n-th update: by `fit`, `fitDataset`, `trainOnBatch` or its optimizer's
 * `minimize`. Training itself is not affected.
 *
 * @param model a compiled `tf.LayersModel`, or an object with an optimizer, of which only parameters are
 *   logged
 * @throws RangeError if it is not compiled, or `every` is not a whole number from 1 on
 */
export function watch(model: WatchedModel, { every = DEFAULT_EVERY }: WatchOptions = {}): GradientLog {
  const { optimizer } = model;
  if (!optimizer) throw new RangeError('model: expected one that is compiled, got one without an optimizer');
  if (!Number.isSafeInteger(every) || every < 1) {
    throw new RangeError(`every: expected a whole number from 1 on, got ${every}`);
  }
  const rows: Row[] = [];
  const lossKind = lossKindOf(model);
  let head: { readonly text: string; readonly modules: readonly string[] } | undefined;
  let step = 0;
  let passes: Passes | undefined;
  /** The step that waits for its update, with its parameters as they were. */
  let pending: { readonly row: Row; readonly before: readonly Tensor[] } | undefined;
  const stopListening = listen(model, () => passes);
  const { computeGradients: compute, applyGradients: apply } = optimizer;

  const settle = (applied: readonly Tensor[] | null): void => {
    if (applied) addUpdate(pending!.row, pending!.before, applied);
    for (const tensor of pending!.before) tensor.dispose();
    pending = undefined;
  };

  const watchedCompute: typeof compute = (f, variables) => {
    const turn = step++ % every === 0;
    if (!turn) return compute.call(optimizer, f, variables);
    if (pending) settle(null);
    const own = new Passes();
    passes = own;
    try {
      const computed = compute.call(optimizer, f, variables);
      const parameters = parametersOf(model, variables ?? Object.values(engine().registeredVariables));
      head ??= headFor(
        model,
        every,
        [...own.seen.values()].map(({ module }) => module),
        parameters,
      );
      const about = { step: step - 1, lossKind, lr: stepSizeOf(optimizer), parameters };
      const row = rowOf(about, computed.value, computed.grads, own);
      rows.push(row);
      pending = { row, before: parameters.map(({ weights }) => keep(weights.clone())) };
      return computed;
    } finally {
      passes = undefined;
      own.release();
    }
  };
  const watchedApply: typeof apply = gradients => {
    const applied = pending ? tensorsOf(gradients).map(one => keep(one.clone())) : [];
    apply.call(optimizer, gradients);
    if (pending) settle(applied);
    for (const tensor of applied) tensor.dispose();
  };
  optimizer.computeGradients = watchedCompute;
  optimizer.applyGradients = watchedApply;

  return {
    async jsonl() {
      if (!head) return '';
      const answer = new ConstantAnswer(lossKind);
      const lines = [head.text];
      for (const row of rows) lines.push(jsonOf(await lineOf(row, head.modules, answer)));
      return lines.map(line => `${line}\n`).join('');
    },
    stop() {
      stopListening();
      if (pending) settle(null);
      if (optimizer.computeGradients === watchedCompute) optimizer.computeGradients = compute;
      if (optimizer.applyGradients === watchedApply) optimizer.applyGradients = apply;
    },
  };
}

function headFor(
  model: WatchedModel,
  every: number,
  modules: readonly Module[],
  parameters: Parameters<typeof headOf>[3],
): { text: string; modules: string[] } {
  return {
    text: jsonOf(headOf(model, every, modules, parameters)),
    modules: modules.map(({ name }) => name),
  };
}

type Gradients = NamedTensorMap | readonly { readonly tensor: Tensor }[];

function tensorsOf(gradients: Gradients): Tensor[] {
  const all = Array.isArray(gradients) ? gradients.map(({ tensor }) => tensor) : Object.values(gradients);
  return all.filter(one => one !== null && one !== undefined);
}

/**
 * The schema has names for NaN and infinity, which JSON lacks. Numbers have six digits, as the schema
 * requires.
 */
const jsonOf = (line: object): string =>
  JSON.stringify(line, (_, value) => (typeof value === 'number' ? short(value) : value));

const short = (value: number): number | string =>
  Number.isFinite(value) ? Number(value.toPrecision(DIGITS)) : String(value);
const DIGITS = 6;
