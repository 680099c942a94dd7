import { ACTIVATION_KERNELS, type KernelActivation } from './activationKernels.ts';
import type { Values } from './engine.ts';
import { instantiateKernels, type Kernels } from './kernels.ts';
import { PAGE } from './memoryLayout.ts';

/** Networks that are trained at once: the lanes of a vector in float64. */
export const LANES = 2;

/** One layer of all the networks; `activation` has a kernel. */
export interface LaneLayer {
  readonly fanIn: number;
  readonly width: number;
  readonly activation: KernelActivation;
  readonly bias: boolean;
  readonly scale: number;
}

/** The settings that all networks in lanes share. */
export interface LaneShape {
  readonly layers: readonly LaneLayer[];
  readonly samples: number;
  readonly loss: 'crossEntropy' | 'meanSquaredError';
}

/** The data and settings of one network. */
export interface Lane {
  /** `[samples, features]` */
  readonly X: Values;
  /** `[samples, outputs]`: values, or the one-hot vectors of classes. */
  readonly targets: Values;
  readonly parameters: readonly { readonly W: Values; readonly b: Values }[];
  /** For each layer. */
  readonly stepSizes: readonly number[];
  readonly l2: number;
}

/**
 * How good a network is at present: its loss, l2 included, and the number of rows it classifies right, with
 * one-hot targets.
 */
export interface LaneEvaluation {
  readonly loss: number;
  readonly correct: number;
}

const VECTOR = 16;
/** The most steps of one call, so that their losses take little memory beside the networks. */
const STRETCH = 1024;

// Offsets of 32-bit numbers in the descriptions of the network and a layer; as in kernels/laneTrain.ts.
const FIELDS = {
  layers: 0,
  samples: 1,
  X: 2,
  targets: 3,
  isCrossEntropy: 4,
  l2: 5,
  active: 6,
  scratch: 7,
} as const;
const FIRST_LAYER = 8;
const LAYER_FIELDS = 14;
const POINTERS = { W: 4, V: 5, b: 6, h: 7, dz: 8, dW: 9, db: 10, stepSize: 11 } as const;
/** Offset of the 64-bit scale, in units of 32 bits. */
const SCALE = 12;

type Arrays = Readonly<Record<keyof typeof POINTERS, number>>;

/**
 * Trains {@link LANES} networks of one shape side by side by gradient descent on all rows, in float64. Each
 * has the bits that it would have alone: sums run within a lane, in the order given in engine.ts.
 *
 * An instance can be reused for other networks of the shape. Throws `Error` if the runtime has no WebAssembly
 * SIMD.
 */
export class Lanes {
  private readonly shape: LaneShape;
  private readonly kernels: Kernels;
  private readonly network: number;
  private readonly fields: Readonly<Record<'X' | 'targets' | 'l2' | 'active' | 'scratch', number>>;
  private readonly layers: readonly Arrays[];
  private readonly factors: number;
  private readonly losses: number;
  private end: number;

  constructor(shape: LaneShape) {
    const { layers, samples } = shape;
    const outputs = layers.at(-1)!.width;
    this.shape = shape;
    this.kernels = instantiateKernels('float64');
    this.end = this.kernels.firstFreeByte();
    this.network = this.allocate((4 * (FIRST_LAYER + LAYER_FIELDS * layers.length)) / VECTOR);
    this.fields = {
      X: this.allocate(samples * layers[0].fanIn),
      targets: this.allocate(samples * outputs),
      l2: this.allocate(1),
      active: this.allocate(1),
      scratch: this.allocate(2 * samples),
    };
    this.layers = layers.map(layer => this.arraysOf(layer));
    this.factors = this.allocate(STRETCH / LANES);
    this.losses = this.allocate(STRETCH);
    this.describe();
  }

  /**
   * Loads these networks, at most {@link LANES}; if there are fewer, the last one fills the remaining lanes.
   */
  load(lanes: readonly Lane[]): void {
    for (let k = 0; k < LANES; k++) {
      const { X, targets, parameters, stepSizes, l2 } = lanes[Math.min(k, lanes.length - 1)];
      this.fill(this.fields.X, k, X);
      this.fill(this.fields.targets, k, targets);
      this.fill(this.fields.l2, k, [l2]);
      for (const [l, { W, b, stepSize }] of this.layers.entries()) {
        this.fill(W, k, parameters[l].W);
        this.fill(b, k, parameters[l].b);
        this.fill(stepSize, k, [stepSizes[l]]);
      }
    }
    new Uint8Array(this.buffer, this.fields.active, VECTOR).fill(0xff);
  }

  /**
   * Trains for `steps` steps; step `i` has its step sizes multiplied by `factor(i)`. `onLoss` receives every
   * network's loss, l2 included, before each update, up to the first that is not finite: there its training
   * has ended.
   */
  train(steps: number, factor: (step: number) => number, onLoss: (lane: number, loss: number) => void): void {
    const trains = new Array<boolean>(LANES).fill(true);
    for (let from = 0; from < steps && trains.includes(true); from += STRETCH) {
      const count = Math.min(STRETCH, steps - from);
      const factors = new Float64Array(this.buffer, this.factors, count);
      for (let i = 0; i < count; i++) factors[i] = factor(from + i);
      const gone = this.kernels.trainLanes(this.network, count, this.factors, this.losses);
      const losses = new Float64Array(this.buffer, this.losses, LANES * gone);
      for (let at = 0; at < losses.length; at++) {
        const k = at % LANES;
        if (trains[k]) onLoss(k, losses[at]);
        if (!Number.isFinite(losses[at])) trains[k] = false;
      }
    }
  }

  /** The present loss and accuracy of each network. */
  evaluate(): LaneEvaluation[] {
    const out = this.scratchPair();
    this.kernels.evaluateLanes(this.network, this.losses);
    return Array.from({ length: LANES }, (_, k) => ({ loss: out[k], correct: out[LANES + k] }));
  }

  /** ‖∂loss/∂W[1]‖ of each network's last step, of the loss without l2. */
  firstGradients(): number[] {
    this.kernels.firstGradientLanes(this.network, this.losses);
    return [...this.scratchPair().subarray(0, LANES)];
  }

  /** A copy of a network's present parameters. */
  parameters(lane: number): { W: Float64Array; b: Float64Array }[] {
    return this.shape.layers.map(({ fanIn, width }, l) => ({
      W: this.read(this.layers[l].W, lane, fanIn * width),
      b: this.read(this.layers[l].b, lane, width),
    }));
  }

  private get buffer(): ArrayBuffer {
    return this.kernels.memory.buffer;
  }

  private scratchPair(): Float64Array {
    return new Float64Array(this.buffer, this.losses, 2 * LANES);
  }

  private arraysOf({ fanIn, width, scale }: LaneLayer): Arrays {
    const rows = this.shape.samples * width;
    const W = this.allocate(fanIn * width);
    return {
      W,
      V: scale === 1 ? W : this.allocate(fanIn * width),
      b: this.allocate(width),
      h: this.allocate(rows),
      dz: this.allocate(rows),
      dW: this.allocate(fanIn * width),
      db: this.allocate(width),
      stepSize: this.allocate(1),
    };
  }

  /** Writes the addresses of all arrays, for the kernels. */
  private describe(): void {
    const { layers, samples, loss } = this.shape;
    const words = new Int32Array(this.buffer, this.network, FIRST_LAYER + LAYER_FIELDS * layers.length);
    words[FIELDS.layers] = layers.length;
    words[FIELDS.samples] = samples;
    words[FIELDS.isCrossEntropy] = loss === 'crossEntropy' ? 1 : 0;
    for (const [name, pointer] of Object.entries(this.fields))
      words[FIELDS[name as keyof typeof this.fields]] = pointer;
    for (const [l, { fanIn, width, activation, bias, scale }] of layers.entries()) {
      const at = FIRST_LAYER + LAYER_FIELDS * l;
      words.set([fanIn, width, ACTIVATION_KERNELS[activation], bias ? 1 : 0], at);
      for (const [name, pointer] of Object.entries(this.layers[l])) {
        words[at + POINTERS[name as keyof typeof POINTERS]] = pointer;
      }
      words.set(new Int32Array(Float64Array.of(scale).buffer), at + SCALE);
    }
  }

  /** The address of `count` new vectors. */
  private allocate(count: number): number {
    const pointer = Math.ceil(this.end / VECTOR) * VECTOR;
    this.end = pointer + Math.ceil(count) * VECTOR;
    const missing = this.end - this.buffer.byteLength;
    if (missing > 0) this.kernels.memory.grow(Math.ceil(missing / PAGE));
    return pointer;
  }

  private fill(pointer: number, lane: number, values: ArrayLike<number>): void {
    const all = new Float64Array(this.buffer, pointer, LANES * values.length);
    for (let i = 0; i < values.length; i++) all[LANES * i + lane] = values[i];
  }

  private read(pointer: number, lane: number, count: number): Float64Array {
    const all = new Float64Array(this.buffer, pointer, LANES * count);
    return Float64Array.from({ length: count }, (_, i) => all[LANES * i + lane]);
  }
}

/** Approximate bytes of the arrays of networks in lanes. */
export function laneBytes({ layers, samples }: LaneShape): number {
  const vectors = layers.reduce(
    (sum, { fanIn, width }) => sum + (fanIn + 2 * width) * samples + 3 * (fanIn + 1) * width,
    0,
  );
  return VECTOR * vectors;
}
