import type { Activation, Engine } from '../engine/engine.ts';
import { affineLayer, type LayerSettings } from './layerSettings.ts';
import type { ModelBuilder } from './modelBuilder.ts';
import type { DenseNode } from './nodes/dense.ts';
import type { SavedTensor } from './nodes/node.ts';
import type { LayerParameters, LearnedTensor } from './parameters.ts';

/** Where the quantities of a layer are found: the places of nodes. */
export interface LayerPlaces {
  /** The first of its nodes; the last is h. */
  readonly first: number;
  /** Whose signal is the layer's δ: for a dense layer its product. */
  readonly z: number;
  /** What φ is applied to. */
  readonly u: number;
  /** Its activation. */
  readonly a: number;
  /** What goes out. */
  readonly h: number;
}

/** A layer of a model: a few of its nodes, and their parameters by name. */
export class ModelLayer {
  readonly settings: LayerSettings;
  readonly places: LayerPlaces;
  /** φ; undefined if it is not elementwise. */
  readonly activation: Activation | undefined;
  /** The tensors that training changes, each once. */
  readonly learned: readonly LearnedTensor[];
  /** The weights and biases that probes measure: those of its first product, or the first tensor that it learns. */
  readonly W: LearnedTensor;
  readonly b: LearnedTensor;
  /** The layers of a block. The names of their tensors have the layer's number behind them: `W.2`. */
  readonly inner: readonly ModelLayer[];
  /** What a checkpoint keeps of it, by name. */
  readonly saved: readonly SavedTensor[];

  /** @param settings by default those of an affine layer of its size, for a layer of other nodes */
  constructor(
    builder: ModelBuilder,
    places: LayerPlaces,
    settings?: LayerSettings,
    inner: readonly ModelLayer[] = [],
  ) {
    const isInner = (place: number) => inner.some(({ places: { first, h } }) => place >= first && place <= h);
    const nodes = builder.nodes
      .slice(places.first, places.h + 1)
      .filter((_, i) => !isInner(places.first + i));
    this.places = places;
    this.inner = inner;
    this.activation = builder.nodes[places.a].activation;
    this.learned = [...new Set(nodes.flatMap(({ learned }) => learned)), ...numbered(inner, 'learned')];
    this.saved = [
      ...new Set(nodes.flatMap(({ learned, saved = learned }) => saved)),
      ...numbered(inner, 'saved'),
    ];
    const names = this.saved.map(({ name }) => name);
    const again = names.find((name, k) => names.indexOf(name) !== k);
    if (again !== undefined) {
      throw new RangeError(`layer: expected a name of its own for each of its tensors, got ${again} twice`);
    }
    const product = nodes.find((node): node is DenseNode => node.kind === 'dense')?.parameters;
    const [first] = inner;
    this.W = product?.W ?? first?.W ?? this.learned[0] ?? nothing(builder.engine);
    this.b = product?.b ?? first?.b ?? nothing(builder.engine);
    this.settings = settings ?? affineLayer(this.W.tensor.rows, builder.shapeOf(places.h).channels);
  }

  /** A copy of the present parameters. */
  parameters(): LayerParameters {
    const { tensor: W } = this.W;
    const arrays = this.saved.map(({ name, tensor }) => [name, tensor.values.slice()]);
    const isBlock = this.inner.length > 0;
    return {
      fanIn: isBlock ? 0 : W.rows,
      fanOut: isBlock ? 0 : W.columns,
      W: isBlock ? new Float64Array(0) : W.values.slice(),
      b: isBlock ? new Float64Array(0) : this.b.tensor.values.slice(),
      ...Object.fromEntries(arrays),
    };
  }

  /** Loads these parameters; those that are missing, or that it does not have, stay. */
  load(parameters: LayerParameters): void {
    for (const { name, tensor } of this.saved) {
      const values = parameters[name];
      if (typeof values === 'object' && values.length > 0) tensor.values.set(values);
    }
  }
}

/** The tensors of layers inside a layer, named after their number there. */
function numbered<Key extends 'learned' | 'saved'>(
  inner: readonly ModelLayer[],
  key: Key,
): ModelLayer[Key][number][] {
  return inner.flatMap((layer, k) =>
    (layer[key] as readonly ModelLayer[Key][number][]).map(one => ({ ...one, name: `${one.name}.${k + 1}` })),
  );
}

/** A tensor of no entries, for a layer that has no weights. */
function nothing(engine: Engine): LearnedTensor {
  return { name: '', tensor: engine.tensor(0, 0), gradient: engine.tensor(0, 0), decays: false };
}
