import type { Choice, Flag, Setting } from '../../kinds/kind.ts';
import type { InitSettings } from '../initializer/index.ts';
import type { LayerStart } from '../initializer/initializer.ts';
import type { InitializedLayer, LayerSettings, LayerValue, LayerValues } from '../layerSettings.ts';
import type { ModelBuilder } from '../modelBuilder.ts';
import type { ModelLayer } from '../modelLayer.ts';
import type { Shape } from '../nodes/node.ts';

/** How a tensor starts. */
export interface Start {
  readonly init: InitSettings;
  readonly description: string;
}

/** A number or one of several names. */
export interface NumberOrName {
  readonly number: Setting;
  readonly names: readonly string[];
  readonly default: number | string;
  readonly description: string;
}

/** A setting of a kind of layer. */
export type LayerSetting = Setting | Choice | Flag | Start | NumberOrName;

/** The settings of a network that a layer may have too. */
export type SharedSetting = 'width' | 'activation' | 'init' | 'normalization' | 'residual' | 'dropout';
export const SHARED_SETTINGS: readonly SharedSetting[] = [
  'width',
  'activation',
  'init',
  'normalization',
  'residual',
  'dropout',
];

/** Arrays of a layer by name. */
export type Arrays = Readonly<Record<string, Float64Array>>;

/** Draws by the layer's initializer, or by another: W `[inputs, outputs]` and b `[outputs]`. */
export type Draw = (inputs: number, outputs: number, init?: InitSettings) => LayerStart;

/** A kind of hidden layer: what an experiment may say of it, the nodes that it becomes, and how its parameters start. */
export interface LayerKind<Name extends string = string, Value = LayerValue> {
  /** Its name in menus; by default it is made from its name in experiments. */
  readonly label?: string;
  /** Its own settings, in the order in which an experiment shows them. */
  readonly settings?: Readonly<Record<Name, LayerSetting>>;
  /** The shared settings that it takes. Default: all. */
  readonly takes?: readonly SharedSetting[];
  /** Whether it holds layers of its own, `layers`. */
  readonly holdsLayers?: boolean;
  /**
   * The shape of its output. Default: `width` channels at each position.
   *
   * @param width 0 if it takes none
   * @throws RangeError if it does not fit the input, as `setting: expected <rule>, got <value>`
   */
  shape?(input: Shape, width: number, values: Readonly<Record<Name, Value>>): Shape;
  /** The rows and columns of W; by default `[fanIn, width]`. */
  weights?(settings: LayerSettings, values: Readonly<Record<Name, Value>>): readonly [number, number];
  /** Draws its arrays by name. W, of the size of its weights, and b are drawn after them if W is not among them. */
  draw?(settings: LayerSettings, draw: Draw, values: Readonly<Record<Name, Value>>, inner: DrawInner): Arrays;
  /**
   * Adds its nodes, of which the last gives its output.
   *
   * @param from the place of its input
   */
  build(
    builder: ModelBuilder,
    settings: LayerSettings,
    from: number,
    values: Readonly<Record<Name, Value>>,
    addInner: AddLayer,
  ): ModelLayer;
}

/** Adds the nodes of a layer inside another. */
export type AddLayer = (builder: ModelBuilder, settings: LayerSettings, from: number) => ModelLayer;

/** Draws a layer inside another: its arrays by name. */
export type DrawInner = (layer: InitializedLayer) => Arrays;

/** An item between two layers: pooling, positions, a normalization. Its tensors belong to the layer after it. */
export interface BetweenKind {
  readonly label?: string;
  readonly settings?: Readonly<Record<string, LayerSetting>>;
  /** @throws RangeError as {@link LayerKind.shape} */
  shape?(input: Shape, values: LayerValues): Shape;
  /** Adds its nodes; returns the place of the last. */
  add(builder: ModelBuilder, from: number, values: LayerValues): number;
}
