import { countingEngine } from '../engine/counting.ts';
import type { Engine } from '../engine/engine.ts';
import { inputShapeOf, type LayerSettings } from './layerSettings.ts';
import { addLayer } from './layers/index.ts';
import { DATA, ModelBuilder } from './modelBuilder.ts';
import type { ModelLayer } from './modelLayer.ts';
import type { Node, Shape } from './nodes/node.ts';
import type { LearnedTensor, Parameters } from './parameters.ts';
import { Pass, type PassOptions } from './pass.ts';

/**
 * A network without rows: its nodes in order, their parameters on one engine, and the layers they belong to.
 * {@link Model.pass} computes it on rows; all passes share the parameters.
 */
export class Model {
  readonly engine: Engine;
  /** The shape of one sample. */
  readonly input: Shape;
  readonly nodes: readonly Node[];
  readonly layers: readonly ModelLayer[];
  /** The tensors that training changes, each once, layer 1 first. */
  readonly learned: readonly LearnedTensor[];
  /** The places of nodes whose outputs are looked at after a pass. */
  readonly observed: ReadonlySet<number>;
  private readonly build: (builder: ModelBuilder) => readonly ModelLayer[];

  /**
   * @param input the shape of one sample
   * @param build adds the nodes, those of a layer together, and returns the layers, from the data's on; the last
   *   node is the output
   */
  constructor(engine: Engine, input: Shape, build: (builder: ModelBuilder) => readonly ModelLayer[]) {
    const builder = new ModelBuilder(engine, input);
    this.engine = engine;
    this.input = input;
    this.build = build;
    this.layers = build(builder);
    this.nodes = builder.nodes;
    this.learned = eachOnce(this.layers.flatMap(({ learned }) => learned));
    this.observed = new Set(this.layers.flatMap(({ places: { a, h } }) => [a, h]));
  }

  /** What computes it on `samples` rows at a time, in memory of its own. */
  pass(samples: number, options?: PassOptions): Pass {
    return new Pass(this.engine, this, samples, options);
  }

  /** A model of the same nodes on another engine, with parameters of its own, to be loaded. */
  on(engine: Engine): Model {
    return new Model(engine, this.input, this.build);
  }

  /** A copy of the present parameters. */
  parameters(): Parameters {
    return this.layers.map(layer => layer.parameters());
  }

  /** Loads these parameters; those that are missing stay. */
  load(parameters: Parameters): void {
    for (const [l, layer] of this.layers.entries()) layer.load(parameters[l]);
  }
}

/** Layers that share a tensor may list it as objects of their own. */
function eachOnce(learned: readonly LearnedTensor[]): LearnedTensor[] {
  const known = new Set<LearnedTensor['tensor']>();
  return learned.filter(({ tensor }) => known.size < known.add(tensor).size);
}

/** The model of these layers, one after the other, with these parameters; without, its weights are 0. */
export function modelOf(engine: Engine, layers: readonly LayerSettings[], parameters?: Parameters): Model {
  const model = new Model(engine, inputShapeOf(layers[0]), builder => {
    let x = DATA;
    return layers.map(settings => {
      const layer = addLayer(builder, settings, x);
      x = layer.places.h;
      return layer;
    });
  });
  if (parameters) model.load(parameters);
  return model;
}

/**
 * The shapes of the arrays of each layer, by name, as a file has them. Names that start with a capital letter are those of
 * matrices.
 */
export function arrayShapes(layers: readonly LayerSettings[]): Readonly<Record<string, readonly number[]>>[] {
  return modelOf(countingEngine(), layers).layers.map(({ saved, W, b, inner }) => {
    const all = inner.length > 0 ? saved : [W, b, ...saved];
    const shapes = all.flatMap(({ name, tensor: { rows, columns } }) => {
      if (name === '') return [];
      return [[name, /^[A-Z]/.test(name) ? [rows, columns] : [columns]]];
    });
    return Object.fromEntries(shapes);
  });
}

/** It is here already: see `modelLater.ts`. */
export function fetchModel(): Promise<void> {
  return Promise.resolve();
}
