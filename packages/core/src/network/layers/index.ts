import { addKind, type Kind, kindNamed } from '../../kinds/kind.ts';
import type { LayerStart } from '../initializer/initializer.ts';
import type { LayerSettings } from '../layerSettings.ts';
import type { ModelBuilder } from '../modelBuilder.ts';
import type { ModelLayer } from '../modelLayer.ts';
import { addDenseLayer } from './denseLayer.ts';

/** A kind of hidden layer: the nodes that it becomes, and how its parameters start. */
export interface LayerKind<Name extends string = string> extends Kind<Name> {
  /**
   * Adds its nodes, of which the last gives `settings.width` channels at one position.
   *
   * @param from the place of its input, `settings.fanIn` channels at one position
   * @param values the numbers of its own settings
   */
  build(
    builder: ModelBuilder,
    settings: LayerSettings,
    from: number,
    values: Readonly<Record<Name, number>>,
  ): ModelLayer;
  /** The rows and columns of W; by default `[fanIn, width]`. */
  weights?(
    settings: LayerSettings,
    values: Readonly<Record<Name, number>>,
  ): readonly [rows: number, columns: number];
  /**
   * Draws tensors besides W and b, by name.
   *
   * @param start draws by the layer's initializer; a tensor takes its W or b
   */
  draw?(
    settings: LayerSettings,
    start: (inputs: number, outputs: number) => LayerStart,
    values: Readonly<Record<Name, number>>,
  ): Readonly<Record<string, Float64Array>>;
}

const dense: LayerKind = { build: addDenseLayer };

/** The kinds of hidden layers that an experiment can name, those that the program added last. */
export const layerKinds: Readonly<Record<string, LayerKind>> = { dense };

/**
 * Adds a kind of hidden layer to those that experiments can name, `{ kind, width, … }`, from the next
 * `parseExperiment` on. Every thread that trains has to add it.
 *
 * @throws RangeError if the name cannot be one, or is taken
 */
export function registerLayer<Name extends string>(name: string, kind: LayerKind<Name>): void {
  addKind('layer', layerKinds, name, kind);
}

/** The kind of a layer. */
export function layerKindOf({ own }: LayerSettings): LayerKind {
  return kindNamed('layer', layerKinds, own?.kind ?? 'dense');
}
