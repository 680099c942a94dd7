import type { Engine } from '../engine/engine.ts';
import type { Node, Shape } from './nodes/node.ts';

/** The place of the data, as an input of a node. */
export const DATA = -1;

/** The nodes of a model while it is built: each takes the outputs of nodes before it. */
export class ModelBuilder {
  readonly engine: Engine;
  readonly input: Shape;
  readonly nodes: Node[] = [];

  constructor(engine: Engine, input: Shape) {
    this.engine = engine;
    this.input = input;
  }

  /** The shape of a node's output, or of the data. */
  shapeOf(place: number): Shape {
    return place === DATA ? this.input : this.nodes[place].shape;
  }

  /** Adds a node; returns its place. Throws `RangeError` if it takes a node that is not there yet. */
  add(node: Node): number {
    const wrong = node.from.find(place => !(place >= DATA && place < this.nodes.length));
    if (wrong !== undefined) {
      throw new RangeError(
        `node ${this.nodes.length} (${node.kind}): expected inputs before it, got node ${wrong}`,
      );
    }
    return this.nodes.push(node) - 1;
  }
}
