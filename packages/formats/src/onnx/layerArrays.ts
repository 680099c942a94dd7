import type { LayerParameters, Values } from 'gradscope';
import { arrayName } from '../run/runArrays.ts';
import type { Graph, Value } from './graph.ts';

/** The arrays of a layer, or of one inside a block, as constants of a graph: by the names that they have in .npz files. */
export class LayerArrays {
  private readonly graph: Graph;
  private readonly parameters: LayerParameters;
  /** The layer, counted from 0, and behind the names the places inside blocks, the innermost first. */
  private readonly l: number;
  private readonly places: string;

  constructor(graph: Graph, parameters: LayerParameters, l: number, places = '') {
    this.graph = graph;
    this.parameters = parameters;
    this.l = l;
    this.places = places;
  }

  /** Those of the layer inside, counted from 0. */
  inside(k: number): LayerArrays {
    return new LayerArrays(this.graph, this.parameters, this.l, `.${k + 1}${this.places}`);
  }

  values(name: string): Values {
    return this.parameters[name + this.places] as Values;
  }

  /** Its values as a constant; of others under this name, if they are given. */
  constant(name: string, shape: readonly number[], values: ArrayLike<number> = this.values(name)): Value {
    return this.graph.array(arrayName(name + this.places, this.l), shape, values);
  }

  /** The name of its layer in a graph. */
  get layer(): string {
    return `layer${this.l + 1}${this.places}`;
  }
}
