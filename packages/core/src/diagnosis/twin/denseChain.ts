import type { ImportedRun } from '../../log/importedRun.ts';
import type { LoggedModule, RunDetail } from '../../log/runDetail.ts';
import { listText } from '../../text/listText.ts';
import { type Between, readBetween } from './between.ts';
import { TwinError } from './twinError.ts';

/** A dense layer of a logged model, with the operations between it and the next. */
export interface DenseLayer extends Between {
  /** Its index in the log's modules, and that of its weights in the log's parameters. */
  readonly module: number;
  readonly parameter: number;
  readonly fanIn: number;
  readonly width: number;
  readonly bias: boolean;
}

/** The dense layers of a twin, consecutive up to the model's output. */
export interface DenseChain {
  readonly layers: readonly DenseLayer[];
  /** Rows of a batch. */
  readonly batch: number;
  /** The first and the last layer, as the log counts them, from 1. */
  readonly range: readonly [first: number, last: number];
  /** The module whose output is the chain's input; null for the model's own input. */
  readonly source: number | null;
}

/**
 * The longest chain of dense layers at a logged model's output.
 *
 * @throws TwinError for layers of other kinds, by name, for layers that are frozen, shared or used several
 *   times per pass,
 *   and if the log has no shapes
 */
export function denseChainOf(run: ImportedRun, detail: RunDetail): DenseChain {
  refuseOthers(run, detail);
  const layers = detail.parameters.map((_, parameter) => denseLayer(run, detail, parameter));
  const batch = detail.modules[layers[0].module].inputs![0];
  let first = layers.length - 1;
  while (first > 0 && follow(layers[first - 1], layers[first])) first--;
  const chain = layers.slice(first);
  const output = chain[chain.length - 1];
  if (output.stranger !== null) {
    throw new TwinError(
      `${run.name}: expected dense layers up to the output, got ${nameOf(detail.modules[output.stranger])} after the last one`,
    );
  }
  const place = ({ module }: DenseLayer) =>
    run.layers.findIndex(({ name }) => name === detail.modules[module].name) + 1;
  return {
    layers: chain,
    batch,
    range: [place(chain[0]), place(output)],
    source: first === 0 ? null : chain[0].module - 1,
  };
}

const follow = (below: DenseLayer, above: DenseLayer): boolean =>
  below.stranger === null && below.width === above.fanIn;

const nameOf = ({ kind, name }: LoggedModule): string => `${kind} ${name}`;

const MOST_NAMED = 4;

/** A twin has dense layers only; other modules with weights are refused by name. */
function refuseOthers({ name }: ImportedRun, { modules, parameters }: RunDetail): void {
  if (parameters.length === 0) throw new TwinError(`${name}: expected layers with weights, got none`);
  const others = new Set<string>();
  for (const { module, name, frozen, shared } of parameters) {
    const one = module === null ? undefined : modules[module];
    if (!one) others.add(`the parameter ${name}, which no module uses`);
    else if (!isDense(one)) others.add(nameOf(one));
    else if (one.calls > 1) others.add(`${nameOf(one)} ${one.calls} times a pass`);
    else if (one.inputs && one.inputs.length !== 2) others.add(`${nameOf(one)} over several positions`);
    else if (frozen) others.add(`${nameOf(one)}, which is frozen`);
    else if (shared.length > 0) others.add(`${nameOf(one)}, which shares its weights`);
  }
  if (others.size === 0) return;
  const named = [...others].slice(0, MOST_NAMED);
  const left = others.size - named.length;
  const all = listText(left > 0 ? [...named, `${left} more`] : named);
  throw new TwinError(`${name}: the twin has dense layers only; yours has ${all}`);
}

const isDense = ({ kind }: LoggedModule): boolean => kind === 'Linear' || kind === 'Dense';

function denseLayer(run: ImportedRun, detail: RunDetail, parameter: number): DenseLayer {
  const { shape, module } = detail.parameters[parameter];
  const own = detail.modules[module!];
  if (!own.inputs || shape.length !== 2) {
    throw new TwinError(
      `${run.name}: expected a log with the shapes of inputs, as gradscope logger pytorch writes, got none for ${nameOf(own)}`,
    );
  }
  const next = detail.parameters[parameter + 1]?.module ?? detail.modules.length;
  return {
    module: module!,
    parameter,
    fanIn: shape[1],
    width: shape[0],
    bias: !own.settings.includes('bias=False'),
    ...readBetween(detail.modules, module! + 1, next),
  };
}
