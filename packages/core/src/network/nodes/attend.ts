import type { Engine, Tensor } from '../../engine/engine.ts';
import { exp } from '../../engine/math/exp.ts';
import { identity } from '../activation/identity.ts';
import type { Flow, Node, Operation, Shape } from './node.ts';

export interface AttentionSettings {
  readonly heads: number;
  /** Whether a position sees only those up to itself. */
  readonly causal: boolean;
}

/** An attention, for those that look at its heads. */
export interface AttentionNode extends Node {
  readonly kind: 'attend';
  readonly heads: number;
}

/** An attention at work, for those that look at its weights. */
export interface AttentionOperation extends Operation {
  /** By sample and head, the weights of the last forward pass, `[samples · heads · positions, positions]`: each row sums to 1. */
  readonly weights: Tensor;
  /** By head, the largest `|q · k| / √size` of the last forward pass. */
  readonly largestLogits: Float64Array;
}

/**
 * `softmax(q kᵀ / √size) v` over the positions of each sample, head by head. The input's channels are q, k and v side by
 * side, in each of them the heads.
 *
 * Source: Vaswani et al. 2017; the order of PyTorch's `MultiheadAttention`.
 */
export function attend(from: number, shape: Shape, settings: AttentionSettings): AttentionNode {
  return {
    kind: 'attend',
    heads: settings.heads,
    from: [from],
    shape: { ...shape, channels: shape.channels / 3 },
    learned: [],
    part: 'slope',
    readsInput: true,
    readsOutput: false,
    inPlace: 'nothing',
    on: (flow, engine) => new Attention(engine, flow, shape.positions, settings),
  };
}

class Attention implements AttentionOperation {
  readonly weights: Tensor;
  readonly largestLogits: Float64Array;
  private readonly engine: Engine;
  private readonly flow: Flow;
  private readonly settings: AttentionSettings;
  private readonly positions: number;
  /** Channels of a head. */
  private readonly size: number;
  /** By sample and head, the rows of its weights. */
  private readonly heads: readonly Tensor[];
  /** One head's parts and their signals, `[positions, size]`; kᵀ is `[size, positions]`. */
  private readonly q: Tensor;
  private readonly k: Tensor;
  private readonly v: Tensor;
  private readonly kT: Tensor;
  private readonly out: Tensor;
  private readonly part: Tensor;
  private readonly scores: Tensor;
  private readonly noBias: Tensor;

  constructor(engine: Engine, flow: Flow, positions: number, settings: AttentionSettings) {
    const { heads } = settings;
    const samples = flow.h.rows / positions;
    const size = flow.h.columns / heads;
    this.engine = engine;
    this.flow = flow;
    this.settings = settings;
    this.positions = positions;
    this.size = size;
    this.largestLogits = new Float64Array(heads);
    this.weights = engine.tensor(samples * heads * positions, positions);
    this.heads = Array.from({ length: samples * heads }, (_, i) =>
      engine.rowsAt(this.weights, i * positions, positions),
    );
    const room = () => engine.tensor(positions, size);
    [this.q, this.k, this.v, this.out, this.part] = [room(), room(), room(), room(), room()];
    this.kT = engine.tensor(size, positions);
    this.scores = engine.tensor(positions, positions);
    this.noBias = engine.tensor(1, Math.max(positions, size));
    for (const [i, o] of [
      [size, positions],
      [positions, size],
    ]) {
      engine.reserveProduct?.(i, o);
    }
  }

  forward(): void {
    const { engine, flow, q, k, v, kT, out, noBias } = this;
    this.largestLogits.fill(0);
    this.visit((sample, head, weights) => {
      this.take(flow.x[0], sample, head, 0, q);
      this.take(flow.x[0], sample, head, 1, k);
      this.take(flow.x[0], sample, head, 2, v);
      transpose(k, kT);
      engine.dense(q, kT, noBias, identity, weights);
      this.softmax(weights, head);
      engine.dense(weights, v, noBias, identity, out);
      this.put(out, flow.h, sample, head, 0);
    });
  }

  backward(): void {
    const { engine, flow, q, k, v, out, part, scores, noBias } = this;
    const [dx] = flow.dx;
    if (!dx) return;
    this.visit((sample, head, weights) => {
      this.take(flow.x[0], sample, head, 0, q);
      this.take(flow.x[0], sample, head, 1, k);
      this.take(flow.x[0], sample, head, 2, v);
      this.take(flow.d, sample, head, 0, out);
      engine.denseWeightGradient(weights, out, part);
      this.put(part, dx, sample, head, 2);
      engine.denseInputGradient(out, v, identity, weights, scores);
      this.softmaxBackward(weights, scores);
      engine.dense(scores, k, noBias, identity, part);
      this.put(part, dx, sample, head, 0);
      engine.denseWeightGradient(scores, q, part);
      this.put(part, dx, sample, head, 1);
    });
  }

  private visit(one: (sample: number, head: number, weights: Tensor) => void): void {
    const { heads } = this.settings;
    for (const [i, weights] of this.heads.entries()) one(Math.floor(i / heads), i % heads, weights);
  }

  /** In place, the scores of one head become weights. */
  private softmax({ values }: Tensor, head: number): void {
    const { positions, largestLogits } = this;
    const { causal } = this.settings;
    const scale = 1 / Math.sqrt(this.size);
    for (let p = 0; p < positions; p++) {
      const from = p * positions;
      const end = causal ? from + p + 1 : from + positions;
      let largest = Number.NEGATIVE_INFINITY;
      for (let i = from; i < end; i++) {
        const score = scale * values[i];
        values[i] = score;
        if (score > largest) largest = score;
        if (Math.abs(score) > largestLogits[head]) largestLogits[head] = Math.abs(score);
      }
      let sum = 0;
      for (let i = from; i < end; i++) sum += values[i] = exp(values[i] - largest);
      for (let i = from; i < end; i++) values[i] /= sum;
      values.fill(0, end, from + positions);
    }
  }

  /** From ∂loss/∂weights, in place, to ∂loss/∂(q kᵀ). */
  private softmaxBackward({ values: weights }: Tensor, { values: d }: Tensor): void {
    const { positions } = this;
    const scale = 1 / Math.sqrt(this.size);
    for (let p = 0; p < positions; p++) {
      const [from, to] = [p * positions, (p + 1) * positions];
      let mean = 0;
      for (let i = from; i < to; i++) mean += d[i] * weights[i];
      for (let i = from; i < to; i++) d[i] = scale * weights[i] * (d[i] - mean);
    }
  }

  /** Copies one head's part of a sample: 0, 1, 2 are q, k, v. */
  private take(
    { values: all, columns }: Tensor,
    sample: number,
    head: number,
    part: number,
    to: Tensor,
  ): void {
    const { positions, size } = this;
    const start = part * this.flow.h.columns + head * size;
    const { values } = to;
    for (let p = 0; p < positions; p++) {
      const from = (sample * positions + p) * columns + start;
      for (let j = 0; j < size; j++) values[p * size + j] = all[from + j];
    }
  }

  private put(
    from: Tensor,
    { values: all, columns }: Tensor,
    sample: number,
    head: number,
    part: number,
  ): void {
    const { positions, size } = this;
    const start = part * this.flow.h.columns + head * size;
    const { values } = from;
    for (let p = 0; p < positions; p++) {
      const to = (sample * positions + p) * columns + start;
      for (let j = 0; j < size; j++) all[to + j] = values[p * size + j];
    }
  }
}

function transpose({ values: A, rows, columns }: Tensor, { values: turned }: Tensor): void {
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < columns; j++) turned[j * rows + i] = A[i * columns + j];
  }
}
