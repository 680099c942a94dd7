import { kindNamed } from '../kinds/kind.ts';
import {
  affineLayer,
  type BetweenSettings,
  type InitializedLayer,
  type LayerOfKind,
  type LayerSettings,
  type LayerValues,
  scaleOf,
} from '../network/layerSettings.ts';
import { betweenKinds } from '../network/layers/between.ts';
import { layerKinds } from '../network/layers/index.ts';
import type { LayerKind } from '../network/layers/layerKind.ts';
import type { Shape } from '../network/nodes/node.ts';
import type { HiddenItem, LayerItem } from './hiddenSettings.ts';
import type { NetworkSettings } from './schema.ts';

export type { InitializedLayer } from '../network/layerSettings.ts';

/** The size of a sample: its numbers, and the axes along which they lie, the channels last. */
export interface SampleSize {
  readonly features: number;
  readonly axes?: readonly number[] | undefined;
}

/** The shape of a sample; one position unless it has axes. */
export function sampleShape({ features, axes }: SampleSize): Shape {
  if (!axes) return { positions: 1, channels: features };
  const positions = axes.reduce((product, axis) => product * axis, 1);
  return { positions, channels: features / positions, axes };
}

/** The items of `hidden` that are layers, without those between layers. */
export function layerItems({ hidden }: Pick<NetworkSettings, 'hidden'>): HiddenItem[] {
  return hidden.filter(item => typeof item === 'number' || !isBetween(item));
}

/** Whether all items of `hidden` are dense layers. */
export function isDenseStack({ hidden }: Pick<NetworkSettings, 'hidden'>): boolean {
  return hidden.every(item => typeof item === 'number' || item.kind === undefined || item.kind === 'dense');
}

/** The widths of a network's hidden layers, whatever their other settings; 0 of a layer that is not given one. */
export function hiddenWidths(network: Pick<NetworkSettings, 'hidden'>): number[] {
  return layerItems(network).map(layer => (typeof layer === 'number' ? layer : (layer.width ?? 0)));
}

/** The hidden layers with all their settings, their own or the network's. */
export function hiddenSettings(network: NetworkSettings) {
  const { normalization, residual } = network;
  return layerItems(network).map(layer => ({
    normalization,
    residual,
    width: 0,
    ...(typeof layer === 'number' ? { width: layer } : layer),
  }));
}

/**
 * The layers of a network, from its first hidden layer to its output layer. The output layer is affine unless
 * it has an activation, and is drawn by the network's `init`. An item between two layers belongs to the second.
 *
 * @throws RangeError if they do not fit together, as `hidden[2].kernel: expected <rule>, got <value>`
 */
export function layersOf(network: NetworkSettings, sample: SampleSize, outputs: number): InitializedLayer[] {
  const stack = new Stack(network, sampleShape(sample), 'hidden', countBlocks(network.hidden));
  for (const [i, item] of network.hidden.entries()) stack.add(item, i);
  const { shape, before } = stack;
  const settings = {
    ...affineLayer(shape.channels, outputs),
    activation: { kind: network.output?.activation ?? 'identity' } as const,
    bias: network.bias,
    scale: scaleOf(network.parameterization, shape.channels, true),
    ...placeOf(stack.inputShape, before),
  };
  return [...stack.layers, { settings, init: network.init }];
}

/** Layers one after the other, and the shape of the last one's output. */
class Stack {
  readonly layers: InitializedLayer[] = [];
  /** The items after the last layer that belong to the next one. */
  before: BetweenSettings[] = [];
  shape: Shape;
  /** The shape of the last layer's output, before those items. */
  inputShape: Shape;
  private readonly network: NetworkSettings;
  private readonly path: string;
  private readonly blocks: number;

  constructor(network: NetworkSettings, shape: Shape, path: string, blocks: number) {
    this.network = network;
    this.shape = shape;
    this.inputShape = shape;
    this.path = path;
    this.blocks = blocks;
  }

  add(item: HiddenItem, i: number): void {
    const path = `${this.path}[${i}]`;
    const layer = typeof item === 'number' ? { width: item } : item;
    if (isBetween(layer)) this.addBetween(layer, path);
    else this.addLayer(layer, path);
  }

  private addBetween(item: LayerItem, path: string): void {
    const kind = betweenKinds[item.kind!];
    const values = valuesOf(item, kind.settings);
    this.shape = at(path, () => kind.shape?.(this.shape, values) ?? this.shape);
    this.before.push({ kind: item.kind!, values });
  }

  private addLayer(own: LayerItem, path: string): void {
    const { network, shape: input } = this;
    const kind = kindNamed<LayerKind>('layer', layerKinds, own.kind ?? 'dense');
    const values = { ...valuesOf(own, kind.settings), ...(kind.holdsLayers && { blocks: this.blocks }) };
    const inner = kind.holdsLayers ? this.inside(own, path) : undefined;
    const takes = (name: 'activation' | 'normalization' | 'residual' | 'dropout') =>
      kind.takes?.includes(name) ?? true;
    const output = at(path, () => shapeAfter(kind, input, own, values, inner));
    const { activation = network.activation, normalization = network.normalization } = own;
    const { residual = network.residual, dropout = network.dropout } = own;
    const settings: LayerSettings = {
      fanIn: input.channels,
      width: output.channels,
      activation: takes('activation') ? activation : { kind: 'identity' },
      normalization: takes('normalization') ? normalization : 'none',
      skip: takes('residual') && this.isSkipped(residual, own, output, path),
      dropout: takes('dropout') ? dropout : 0,
      bias: network.bias,
      scale: scaleOf(network.parameterization, input.channels, false),
      ...placeOf(this.inputShape, this.before),
    };
    const of = ofKind(own.kind, kind, settings, values, inner?.layers);
    this.layers.push({ settings: { ...settings, ...(of && { of }) }, init: own.init ?? network.init });
    this.before = [];
    this.shape = this.inputShape = output;
  }

  /** The layers inside a block. */
  private inside({ layers = [] }: LayerItem, path: string): Stack {
    const plain = { ...this.network, residual: 'none', normalization: 'none' } as const;
    const stack = new Stack(plain, this.shape, `${path}.layers`, this.blocks);
    for (const [i, item] of layers.entries()) stack.add(item, i);
    if (stack.layers.length === 0)
      throw new RangeError(`${path}.layers: expected at least one layer, got none`);
    if (stack.before.length === 0) return stack;
    throw new RangeError(`${path}.layers: expected a layer last, got ${stack.before.at(-1)!.kind}`);
  }

  /** Whether the layer has a skip connection: the first has none, and layers of other kinds have one only if shapes agree. */
  private isSkipped(residual: string, own: LayerItem, output: Shape, path: string): boolean {
    if (residual !== 'identity' || this.layers.length === 0) return false;
    const { positions, channels } = this.shape;
    if (positions === output.positions && channels === output.channels) return true;
    const isAsked = own.residual === 'identity';
    if (own.kind === undefined || own.kind === 'dense' || isAsked) {
      const text = (shape: Shape) => `${shape.positions} × ${shape.channels}`;
      throw new RangeError(
        `${path}.residual: expected one shape before and after it, got ${text(this.shape)} and then ${text(output)}`,
      );
    }
    return false;
  }
}

function isBetween(item: LayerItem): boolean {
  return item.kind !== undefined && Object.hasOwn(betweenKinds, item.kind);
}

function shapeAfter(
  kind: LayerKind,
  input: Shape,
  { width = 0 }: LayerItem,
  values: LayerValues,
  inner: Stack | undefined,
): Shape {
  if (!inner) {
    return kind.shape?.(input, width, values) ?? { ...input, channels: width };
  }
  const { positions, channels } = inner.shape;
  if (positions === input.positions && channels === input.channels) return input;
  throw new RangeError(
    `layers: expected ${input.positions} × ${input.channels} as what comes in, since both are added, got ${positions} × ${channels}`,
  );
}

/** What the layer's settings say about its input, unless that is one position with nothing before it. */
function placeOf(input: Shape, before: readonly BetweenSettings[]): Pick<LayerSettings, 'input' | 'before'> {
  return {
    ...(input.positions > 1 || input.axes ? { input } : {}),
    ...(before.length > 0 && { before }),
  };
}

/** The values of a kind's own settings. */
function valuesOf(item: LayerItem, settings: object = {}): LayerValues {
  return Object.fromEntries(
    Object.entries(item).filter(([name]) => Object.hasOwn(settings, name)),
  ) as LayerValues;
}

function ofKind(
  name: string | undefined,
  kind: LayerKind,
  settings: LayerSettings,
  values: LayerValues,
  inner: readonly InitializedLayer[] | undefined,
): LayerOfKind | undefined {
  if (name === undefined || name === 'dense') return undefined;
  const weights = [settings.fanIn, settings.width] as const;
  const of: LayerOfKind = { kind: name, values, weights, ...(inner && { inner }) };
  return { ...of, weights: kind.weights?.({ ...settings, of }, values) ?? weights };
}

/** The residual blocks of a network, on which the scale of their branches may depend. */
function countBlocks(items: readonly HiddenItem[]): number {
  return items.reduce<number>((sum, item) => {
    if (typeof item === 'number' || !item.layers) return sum;
    return sum + 1 + countBlocks(item.layers);
  }, 0);
}

/** Puts the path of a layer before the rule that it breaks. */
function at<Result>(path: string, find: () => Result): Result {
  try {
    return find();
  } catch (error) {
    if (error instanceof RangeError) throw new RangeError(`${path}.${error.message}`);
    throw error;
  }
}
