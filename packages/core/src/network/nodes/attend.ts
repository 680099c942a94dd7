import type { Engine, RowList, Tensor } from '../../engine/engine.ts';
import { identity } from '../activation/identity.ts';
import type { AttentionNode } from './attentionNode.ts';
import type { Flow, Operation, Shape } from './node.ts';

export interface AttentionSettings {
  readonly heads: number;
  /** Whether a position sees only those up to itself. */
  readonly causal: boolean;
}

/** An attention at work, for those that look at its weights. */
export interface AttentionOperation extends Operation {
  /** By sample and head, the weights of the last forward pass, `[samples · heads · positions, positions]`: each row sums to 1. */
  readonly weights: Tensor;
  /** By head, the largest `|q · k| / √size` of the last forward pass. It is found anew, in the memory of the signals. */
  largestLogits(): Float64Array;
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

/** A head of a sample, `[positions, size]` each but for its weights and their signal, `[positions, positions]`. */
interface Head {
  readonly q: Tensor;
  readonly k: Tensor;
  readonly v: Tensor;
  readonly out: Tensor;
  readonly weights: Tensor;
  readonly dQ: Tensor;
  readonly dK: Tensor;
  readonly dV: Tensor;
  readonly dOut: Tensor;
  readonly dWeights: Tensor;
}

/** An attention at work. It copies its input so that each part of a head lies together. */
class Attention implements AttentionOperation {
  readonly weights: Tensor;
  private readonly engine: Engine;
  private readonly settings: AttentionSettings;
  private readonly positions: number;
  private readonly scale: number;
  private readonly heads: readonly Head[];
  private readonly dWeights: Tensor;
  private readonly noBias: Tensor;
  /** The channels of a head at a position in each row, as they come and go; then ordered by part, head and position. */
  private readonly rows: Readonly<Record<'x' | 'h' | 'd', Tensor>> & { readonly dx: Tensor | undefined };
  private readonly ordered: Readonly<Record<'x' | 'h' | 'd' | 'dx', Tensor>>;
  private readonly toParts: RowList;
  private readonly fromParts: RowList;
  private readonly toHeads: RowList;
  private readonly fromHeads: RowList;

  constructor(engine: Engine, flow: Flow, positions: number, settings: AttentionSettings) {
    const { heads } = settings;
    const samples = flow.h.rows / positions;
    const size = flow.h.columns / heads;
    this.engine = engine;
    this.settings = settings;
    this.positions = positions;
    this.scale = 1 / Math.sqrt(size);
    const rows = samples * heads * positions;
    const [x] = flow.x;
    const [dx] = flow.dx;
    this.rows = {
      x: engine.reshaped(x, 3 * rows, size),
      h: engine.reshaped(flow.h, rows, size),
      d: engine.reshaped(flow.d, rows, size),
      dx: dx && engine.reshaped(dx, 3 * rows, size),
    };
    const room = (count: number) => engine.tensor(count, size);
    this.ordered = { x: room(3 * rows), h: room(rows), d: room(rows), dx: room(3 * rows) };
    this.toParts = engine.rowList(turned(positions, 3 * heads));
    this.fromParts = engine.rowList(turned(3 * heads, positions));
    this.toHeads = engine.rowList(turned(positions, heads));
    this.fromHeads = engine.rowList(turned(heads, positions));
    this.weights = engine.tensor(rows, positions);
    this.dWeights = engine.tensor(rows, positions);
    this.heads = Array.from({ length: samples * heads }, (_, i) => this.headAt(i));
    this.noBias = engine.tensor(1, Math.max(positions, size));
    engine.reserveProduct?.(size, positions);
    engine.reserveProduct?.(positions, size);
  }

  forward(): void {
    const { engine, rows, ordered, noBias } = this;
    engine.gatherRows(rows.x, this.toParts, ordered.x);
    for (const { q, k, weights } of this.heads) engine.denseInputGradient(q, k, identity, weights, weights);
    engine.softmaxRows(this.weights, this.scale, this.settings.causal);
    for (const { v, out, weights } of this.heads) engine.dense(weights, v, noBias, identity, out);
    engine.gatherRows(ordered.h, this.fromHeads, rows.h);
  }

  backward(): void {
    const { engine, rows, ordered, noBias } = this;
    if (!rows.dx) return;
    engine.gatherRows(rows.d, this.toHeads, ordered.d);
    for (const { v, weights, dV, dOut, dWeights } of this.heads) {
      engine.denseWeightGradient(weights, dOut, dV);
      engine.denseInputGradient(dOut, v, identity, weights, dWeights);
    }
    engine.softmaxRowsBackward(this.weights, this.dWeights, this.scale);
    for (const { q, k, dQ, dK, dWeights } of this.heads) {
      engine.dense(dWeights, k, noBias, identity, dQ);
      engine.denseWeightGradient(dWeights, q, dK);
    }
    engine.gatherRows(ordered.dx, this.fromParts, rows.dx);
  }

  largestLogits(): Float64Array {
    const { engine, positions, scale } = this;
    const { heads, causal } = this.settings;
    const largest = new Float64Array(heads);
    for (const [i, { q, k, dWeights: logits }] of this.heads.entries()) {
      engine.denseInputGradient(q, k, identity, logits, logits);
      for (const [at, logit] of logits.values.entries()) {
        if (causal && at % positions > Math.floor(at / positions)) continue;
        largest[i % heads] = Math.max(largest[i % heads], Math.abs(scale * logit));
      }
    }
    return largest;
  }

  /** The head of number i, the heads of the first sample first. */
  private headAt(i: number): Head {
    const { engine, positions, ordered } = this;
    const { heads } = this.settings;
    const own = (tensor: Tensor) => engine.rowsAt(tensor, i * positions, positions);
    const part = (tensor: Tensor, number: number) => {
      const place = (Math.floor(i / heads) * 3 + number) * heads + (i % heads);
      return engine.rowsAt(tensor, place * positions, positions);
    };
    return {
      q: part(ordered.x, 0),
      k: part(ordered.x, 1),
      v: part(ordered.x, 2),
      out: own(ordered.h),
      weights: own(this.weights),
      dQ: part(ordered.dx, 0),
      dK: part(ordered.dx, 1),
      dV: part(ordered.dx, 2),
      dOut: own(ordered.d),
      dWeights: own(this.dWeights),
    };
  }
}

/** The order of the rows of a transposed matrix of rows: entry (i, j) of `[columns, rows]` is row j, column i of the other. */
function turned(rows: number, columns: number): Int32Array {
  return Int32Array.from(
    { length: rows * columns },
    (_, at) => (at % rows) * columns + Math.floor(at / rows),
  );
}
