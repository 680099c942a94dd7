import type { AnyDataset } from '../../data/dataset.ts';
import { measuredRows } from '../../data/measuredRows.ts';
import type { Model } from '../../network/model.ts';
import { Network } from '../../network/network.ts';
import type { LearnedTensor } from '../../network/parameters.ts';
import { euclideanNorm } from '../../training/euclideanNorm.ts';
import type { Product } from './lanczos.ts';

/**
 * How far the parameters move in a difference: the first leaves an error of some 1e-10 in a smooth loss, the others
 * are for where a unit lies so close to a kink that it would cross it.
 */
const MOVES = [1e-6, 1e-7, 1e-8, 1e-9] as const;

/**
 * The Hessian of the training loss of a network, as products with vectors, on all of the data, or on the first rows
 * of sequences and pictures: in float64, without dropout, with normalization over all of these rows.
 *
 * It is computed by a copy of the network on an engine of its own, so that training keeps all of its bits.
 */
export class Hessian {
  /** The copy. Its parameters may be changed until they are loaded again. */
  readonly network: Network;
  readonly size: number;
  private readonly original: Model;
  private readonly l2: number;
  private readonly learned: readonly LearnedTensor[];
  private point: Float64Array;
  private pieces: readonly Int32Array[] = [];
  private move = 0;

  constructor({ model, data, loss }: Network, l2: number) {
    const rows = data.axes ? measuredRows(data as AnyDataset) : data;
    this.network = new Network(model.on(model.engine.another('float64')), rows, { loss });
    this.original = model;
    this.l2 = l2;
    this.learned = this.network.learned;
    this.size = this.learned.reduce((sum, { tensor }) => sum + tensor.rows * tensor.columns, 0);
    this.point = new Float64Array(0);
  }

  /** Loads the present parameters. */
  load(): void {
    this.network.model.load(this.original.parameters());
    this.point = new Float64Array(this.size);
    this.eachEntry((values, i, at) => {
      this.point[at] = values[i];
    });
    this.move = 0;
    this.network.classify();
    this.pieces = this.network.pieces();
  }

  /**
   * The product of `D H D` and v, D the diagonal matrix of `scales` `[size]`, by central differences of gradients:
   * `H u = (g(x + ε u) − g(x − ε u)) / 2ε` for ‖u‖ = 1. It cannot be made where units cross a kink however small the
   * move.
   */
  scaledProduct(scales: Float64Array): Product {
    const u = new Float64Array(this.size);
    return (v, into) => {
      for (let i = 0; i < u.length; i++) u[i] = scales[i] * v[i];
      const norm = euclideanNorm(u);
      if (norm === 0) {
        into.fill(0);
        return true;
      }
      for (let i = 0; i < u.length; i++) u[i] /= norm;
      if (!this.product(u, into)) return false;
      for (let i = 0; i < u.length; i++) into[i] *= scales[i] * norm;
      return true;
    };
  }

  private product(u: Float64Array, into: Float64Array): boolean {
    for (; this.move < MOVES.length; this.move++) {
      const ε = MOVES[this.move];
      into.fill(0);
      if (this.addGradient(u, ε, 1 / (2 * ε), into) && this.addGradient(u, -ε, -1 / (2 * ε), into)) {
        this.addPenalty(u, into);
        return true;
      }
    }
    return false;
  }

  /** Adds `factor` times the gradient at `x + ε u`. Returns false if a unit lies on another piece there than at x. */
  private addGradient(u: Float64Array, ε: number, factor: number, into: Float64Array): boolean {
    const { network, point } = this;
    this.eachEntry((values, i, at) => {
      values[i] = point[at] + ε * u[at];
    });
    network.classify();
    if (!isSame(network.pieces(), this.pieces)) return false;
    network.backward();
    let at = 0;
    for (const { gradient } of this.learned) {
      for (const value of gradient.values) into[at++] += factor * value;
    }
    return true;
  }

  /** The Hessian of `l2 · ½ Σ‖W‖²`. */
  private addPenalty(u: Float64Array, into: Float64Array): void {
    if (this.l2 === 0) return;
    let at = 0;
    for (const { tensor, decays } of this.learned) {
      const end = at + tensor.values.length;
      for (; at < end; at++) if (decays) into[at] += this.l2 * u[at];
    }
  }

  private eachEntry(visit: (values: LearnedTensor['tensor']['values'], i: number, at: number) => void): void {
    let at = 0;
    for (const { tensor } of this.learned) {
      const { values } = tensor;
      for (let i = 0; i < values.length; i++) visit(values, i, at++);
    }
  }
}

function isSame(a: readonly Int32Array[], b: readonly Int32Array[]): boolean {
  return a.every((pieces, k) => pieces.every((piece, i) => piece === b[k][i]));
}
