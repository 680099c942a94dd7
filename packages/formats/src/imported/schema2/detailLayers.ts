import type { ModuleQuantity, ParameterQuantity } from 'gradscope';
import type { LogBuilder } from '../logBuilder.ts';
import type { LayerQuantity } from '../quantities.ts';
import { activationName } from './activationName.ts';
import type { RowArrays } from './detailBuilder.ts';
import type { LogHead } from './readHead.ts';

/** Parameters that make one layer, by their indices in the head. */
interface Layer {
  readonly name: string;
  readonly parameters: readonly number[];
  /** Entries of each. */
  readonly sizes: readonly number[];
  readonly module: number | null;
  /** Index of the module with its activation; null if there is none before the next layer. */
  readonly activation: number | null;
}

/**
 * The layers of a log of schema 2: parameters of one module belong together, but each level of a stack of
 * recurrent layers is a separate layer. Frozen parameters, parameters that no module uses by itself, such as
 * learned positions (if modules are known), and the lengths that weight normalization splits off are not
 * layers.
 */
export class DetailLayers {
  private readonly layers: readonly Layer[];

  constructor(head: LogHead, log: LogBuilder) {
    this.layers = groupedParameters(head);
    for (const layer of this.layers) describe(layer, head, log);
    log.declareLayers(this.layers.map(({ name }) => name));
  }

  /** Adds a step's numbers, combining all parameters of each layer. */
  add(step: number, { parameters, modules }: RowArrays, log: LogBuilder): void {
    for (const layer of this.layers) {
      const put = (quantity: LayerQuantity, value: number | undefined) => {
        if (value !== undefined && !Number.isNaN(value)) log.addKnown(layer.name, quantity, step, value);
      };
      for (const [quantity, join] of JOINED) put(quantity, joined(layer, parameters.get(quantity), join));
      put('update_ratio', updateRatio(layer, parameters));
      const at = (name: ModuleQuantity, index: number | null) =>
        index === null ? undefined : modules.get(name)?.[index];
      put('delta_norm', at('delta_norm', layer.module));
      put('input_delta_norm', at('input_delta_norm', layer.module));
      put('act_mean', at('out_mean', layer.activation));
      put('act_std', at('out_std', layer.activation));
      put('saturated', at('saturated', layer.activation));
      put('dead', at('dead', layer.activation));
    }
  }
}

type Join = (values: readonly number[], sizes: readonly number[]) => number;

const norm: Join = values => Math.hypot(...values);
const largest: Join = values => Math.max(...values);
const average: Join = (values, sizes) => {
  const all = sizes.reduce((sum, size) => sum + size, 0);
  return values.reduce((sum, value, i) => sum + value * sizes[i], 0) / all;
};

const JOINED: readonly (readonly [ParameterQuantity & LayerQuantity, Join])[] = [
  ['grad_l2', norm],
  ['grad_mean', average],
  ['grad_max', largest],
  ['grad_zeros', average],
  ['weight_l2', norm],
];

/** Over the parameters whose number is known; undefined if there is none. */
function joined(layer: Layer, row: Float64Array | undefined, join: Join): number | undefined {
  if (!row) return undefined;
  const known = layer.parameters.map((at, i) => [row[at], layer.sizes[i]] as const);
  const found = known.filter(([value]) => !Number.isNaN(value));
  if (found.length === 0) return undefined;
  return join(
    found.map(([value]) => value),
    found.map(([, size]) => size),
  );
}

/** ‖ΔW‖ / ‖W‖ of all of a layer's parameters together. */
function updateRatio(layer: Layer, rows: RowArrays['parameters']): number | undefined {
  const [ratios, norms] = [rows.get('update_ratio'), rows.get('weight_l2')];
  if (!ratios || !norms) return undefined;
  if (layer.parameters.length === 1) return ratios[layer.parameters[0]];
  const moved = layer.parameters.map(at => ratios[at] * norms[at]);
  return Math.hypot(...moved) / Math.hypot(...layer.parameters.map(at => norms[at]));
}

function groupedParameters(head: LogHead): Layer[] {
  const activations = activationsAfter(head);
  const groups = new Map<string, number[]>();
  for (const [i, { name, module, frozen }] of head.parameters.entries()) {
    if ((module === null && head.modules.length > 0) || frozen || LENGTHS.test(name)) continue;
    const layer = layerOf(name);
    const group = groups.get(layer);
    if (group) group.push(i);
    else groups.set(layer, [i]);
  }
  return [...groups].map(([name, parameters]) => {
    const { module } = head.parameters[parameters[0]];
    return {
      name: isOnlyLevel(name, groups) ? name.replace(LEVEL, '') : name,
      parameters,
      sizes: parameters.map(at => sizeOf(head.parameters[at].shape)),
      module,
      activation: module === null ? null : activations[module]!,
    };
  });
}

/** The lengths that weight normalization splits off: `weight_g`, `parametrizations.weight.original0`. */
const LENGTHS = /\.(?:weight_g|parametrizations\.weight\.original0)$/;
/** The level of a stack of recurrent layers, as `layerOf` writes it. */
const LEVEL = /\.l\d+$/;

/**
 * `enc.rnn.weight_hh_l1_reverse` belongs to `enc.rnn.l1_reverse`, `fc.parametrizations.weight.original1` to
 * `fc`.
 */
function layerOf(parameter: string): string {
  const path = parameter.replace(/\.parametrizations\..*$/, '.weight');
  const [, module, own] = /^(?:(.*)[./])?([^./]*)$/.exec(path)!;
  const level = /^weight_(?:ih|hh|hr)_(l\d+(?:_reverse)?)$/.exec(own)?.[1];
  return [module, level].filter(Boolean).join('.') || own;
}

/** Whether a recurrent layer has only this level, so that it can use the module's name. */
function isOnlyLevel(name: string, groups: ReadonlyMap<string, unknown>): boolean {
  if (!/\.l0$/.test(name)) return false;
  const stem = name.replace(LEVEL, '');
  return !groups.has(stem) && !groups.has(`${stem}.l1`) && !groups.has(`${stem}.l0_reverse`);
}

const sizeOf = (shape: readonly number[]): number => shape.reduce((product, size) => product * size, 1);

function describe(
  { name, parameters, sizes, module, activation }: Layer,
  head: LogHead,
  log: LogBuilder,
): void {
  const { shape } = head.parameters[parameters[0]];
  const kind = module === null ? '' : head.modules[module].kind;
  const isDense =
    parameters.length === 1 && shape.length === 2 && /^(?:Linear|NonDynamic\w*|Dense)$/.test(kind);
  const [first, second] = shape;
  const [fanIn, fanOut] = kind === 'Dense' ? [first, second] : [second, first];
  const size = sizes.reduce((sum, one) => sum + one, 0);
  const known = activation === null ? undefined : activationName(head.modules[activation].kind);
  log.know(name, { size, ...(isDense && { fanIn, fanOut }), ...(known && { activation: known }) });
}

/**
 * For each module, the first activation between it and the next module with parameters; null if there is
 * none.
 */
function activationsAfter({ modules, parameters }: LogHead): readonly (number | null)[] {
  const weighty = new Set(parameters.map(parameter => parameter.module));
  const found: (number | null)[] = [];
  let next: number | null = null;
  for (let i = modules.length - 1; i >= 0; i--) {
    found[i] = next;
    if (activationName(modules[i].kind)) next = i;
    else if (weighty.has(i)) next = null;
  }
  return found;
}
