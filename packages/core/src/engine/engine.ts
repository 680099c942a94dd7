/**
 * The contract between the mathematics of networks and the code that computes it.
 *
 * Two engines keep it: `reference` (plain TypeScript, the oracle) and `wasm` (SIMD kernels). In float64 both give the
 * same bits, because every sum is taken in the order written here. Shapes in the comments: `n` samples, `i` inputs and
 * `o` outputs of a layer, `c` classes; all matrices are row-major.
 */

export type Precision = 'float64' | 'float32';
export type EngineName = 'wasm' | 'reference';
export type Values = Float64Array | Float32Array;

/** A matrix that one engine owns. `values` is a live view of `rows × columns` elements; do not keep it across calls. */
export interface Tensor {
  readonly rows: number;
  readonly columns: number;
  readonly values: Values;
}

/** Numbers of rows, −1 for none, that one engine holds; it lives as long as its engine. */
export interface RowList {
  readonly rows: Int32Array;
}

/** An elementwise function `h = φ(z)`. */
export interface Activation {
  readonly name: string;
  /** Its name in menus; by default it is made from its name. */
  readonly label?: string;
  /** φ(z) in plain text, for people. */
  readonly formula: string;
  /** The setting of a function that has one: a slope, an α, an ω. */
  readonly parameter?: number;
  /** Whether `backward` or `piece` needs z. If neither does, h may overwrite z. */
  readonly readsInput: boolean;
  /** sup |φ′|, over all z. */
  readonly largestSlope: number;
  /** φ(z) */
  forward(z: number): number;
  /** `dz = dh φ′(z)`, in terms of `h = φ(z)` and, if it reads it, of z. */
  backward(dh: number, h: number, z: number): number;
  /** For an activation with kinks: which of its smooth pieces z lies on. */
  piece?(h: number, z: number): number;
}

/**
 * The result of softmax cross-entropy: the mean loss in nats and the number of samples whose largest score is
 * their class.
 */
export interface Classification {
  readonly loss: number;
  readonly correct: number;
}

/** Magnitudes of all entries `x` of a tensor, in float64: `Σ|x|`, `√Σx²` and `max|x|`. */
export interface Magnitudes {
  readonly l1: number;
  readonly l2: number;
  readonly max: number;
}

export interface Engine {
  /** An {@link EngineName}, or that of a program's own. */
  readonly name: string;
  readonly precision: Precision;

  /** A new engine of this kind, with its own memory, and of this precision unless another is given. */
  another(precision?: Precision): Engine;

  /** A new `[rows, columns]` tensor of zeros. It lives as long as its engine. */
  tensor(rows: number, columns: number): Tensor;

  /** The rows `from … from + count − 1` of a tensor as one of their own, in the same memory. */
  rowsAt(tensor: Tensor, from: number, count: number): Tensor;

  /** The entries of a tensor, in their order, as a matrix of another shape, in the same memory. */
  reshaped(tensor: Tensor, rows: number, columns: number): Tensor;

  /** Takes in a list of rows. It must not change afterwards. */
  rowList(rows: Int32Array): RowList;

  /** Takes the memory that products with a `W[i, o]` need besides tensors, so that they take none later. */
  reserveProduct?(i: number, o: number): void;
  /** The same for the cross-entropy of `n` rows. */
  reserveLoss?(n: number): void;

  /** Overwrites `h = φ(z)`; h may be z if the activation does not read its input. */
  activate(activation: Activation, z: Tensor, h: Tensor): void;
  /** Updates `d ← d ⊙ φ′(z)`, with `h = φ(z)`; z is ignored if the activation does not read its input. */
  multiplyBySlope(activation: Activation, z: Tensor, h: Tensor, d: Tensor): void;
  /**
   * Overwrites `h[n, o] = φ(x[n, i] W[i, o] + b[1, o])`; each sum starts with b and runs over i = 0, 1, 2, … The bits
   * are those of the product alone, then {@link activate}.
   */
  dense(x: Tensor, W: Tensor, b: Tensor, activation: Activation, h: Tensor): void;

  /** Overwrites `dW[i, o] = x[n, i]ᵀ dz[n, o]`, summed over n = 0, 1, 2, … */
  denseWeightGradient(x: Tensor, dz: Tensor, dW: Tensor): void;

  /** Overwrites `db[1, o] = Σₙ dz[n, o]`, summed over n = 0, 1, 2, … */
  denseBiasGradient(dz: Tensor, db: Tensor): void;

  /**
   * Overwrites `dx[n, i] = (dz[n, o] W[i, o]ᵀ) ⊙ φ′`, φ′ taken from `h[n, i] = φ(x)`: the signal one layer down, for an
   * activation that does not read its input. The bits are those of the product alone, then {@link multiplyBySlope}.
   */
  denseInputGradient(dz: Tensor, W: Tensor, activation: Activation, h: Tensor, dx: Tensor): void;

  /**
   * The mean over n of `log Σ exp(scores) − scores[label]`, and overwrites `dScores[n, c] = (softmax − one-hot) / n`.
   * The largest score of a row is subtracted first, so that no finite score overflows. `labels` are `0 … c − 1`.
   */
  softmaxCrossEntropy(scores: Tensor, labels: Int32Array, dScores: Tensor): Classification;

  /**
   * Overwrites each row of h by `softmax(scale · h)`, its sum taken over the columns 0, 1, 2, … If it is `causal`, h is
   * square blocks one below the other, and row r of a block has its first r + 1 entries only: the others become 0.
   */
  softmaxRows(h: Tensor, scale: number, causal: boolean): void;

  /** Updates `d ← scale · h ⊙ (d − Σ d h)`, row by row, with `h = softmax(scale · z)`: from ∂loss/∂h to ∂loss/∂z. */
  softmaxRowsBackward(h: Tensor, d: Tensor, scale: number): void;

  /**
   * Overwrites the rows of h by those of x that a list names, zeros where it has −1. The list is that of one sample, and
   * is used for each: h has `list` rows a sample, and x its part of the rows.
   */
  gatherRows(x: Tensor, list: RowList, h: Tensor): void;

  /** Overwrites dx by the sums of the rows of d whose place in the list names them: {@link gatherRows} backwards. */
  scatterRows(d: Tensor, list: RowList, dx: Tensor): void;

  /** Updates `x ← x − stepSize · (dx + decay · x)`. */
  descend(x: Tensor, dx: Tensor, stepSize: number, decay: number): void;

  /** The magnitudes of `x`. Squaring loses neither tiny nor huge entries: they are rescaled if needed. */
  magnitudes(x: Tensor): Magnitudes;

  /** Overwrites `sums[1, o] = Σᵢ |x[i, o]|`, summed over i = 0, 1, 2, … */
  columnMagnitudes(x: Tensor, sums: Tensor): void;
}
