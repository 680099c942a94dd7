import type { Activation, Engine, Tensor } from '../../engine/engine.ts';
import type { RandomState } from '../../random/randomState.ts';
import type { LearnedTensor } from '../parameters.ts';

/** What a node gives of one sample: at each position (a time step, a pixel) its channels. Dense data has one position. */
export interface Shape {
  readonly positions: number;
  readonly channels: number;
  /** The sizes of the axes along which its positions lie, the last fastest. Default: one axis. */
  readonly axes?: readonly number[];
}

/** The sizes of the axes along which the positions of a shape lie. */
export function axesOf({ positions, axes = [positions] }: Shape): readonly number[] {
  return axes;
}

/** The parts by which the ledger groups the nodes that a signal passes on its way back. */
export type Part = 'weights' | 'skip' | 'dropout' | 'slope' | 'normalization';

/** A tensor that is saved with the parameters: those that are learned, and running values. */
export interface SavedTensor {
  readonly name: string;
  readonly tensor: Tensor;
}

/**
 * One differentiable operation of a network. A node has parameters and knows its shape, but no rows: {@link
 * Node.on} makes what computes it on some.
 */
export interface Node {
  readonly kind: string;
  /** The nodes whose outputs it takes, by their places in the model; −1 is the data. All lie before it. */
  readonly from: readonly number[];
  /** The shape of its output. */
  readonly shape: Shape;
  /** What training changes of it. Two nodes that list the same tensor share it: their gradients add. */
  readonly learned: readonly LearnedTensor[];
  /** What a checkpoint keeps of it. Default: what is learned. */
  readonly saved?: readonly SavedTensor[];
  readonly part?: Part;
  /** An elementwise φ: if it does not read its input, it is fused with the dense products before and after it. */
  readonly activation?: Activation;
  /** Whether it goes through the positions one after the other, and can be watched there. */
  readonly isRecurrent?: boolean;
  /** Whether its backward pass leaves out a part of the gradient. */
  readonly isTruncated?: boolean;
  /** Whether its backward pass reads its inputs, or its output, as the forward pass left them. */
  readonly readsInput: boolean;
  readonly readsOutput: boolean;
  /**
   * What may share memory with its first input, if nothing else reads that: the signal, where the input's may
   * overwrite its own; or both, the output too.
   */
  readonly inPlace: 'nothing' | 'signal' | 'both';
  /** Whether its forward pass uses the memory of its first input as its own, if nothing else reads that. */
  readonly takesInput?: boolean;
  on(flow: Flow, engine: Engine): Operation;
}

/**
 * The tensors of a node on n rows: `[n · positions, channels]` each. Where memory is shared, two of them are
 * the same object.
 */
export interface Flow {
  /** Its inputs, in the order of `from`. */
  readonly x: readonly Tensor[];
  /** Whether the node may use the memory of its first input as its own. */
  readonly ownsInput: boolean;
  readonly h: Tensor;
  /** The signal that arrives, ∂loss/∂h. */
  readonly d: Tensor;
  /** Where the signals of its inputs go, ∂loss/∂x; undefined for an input whose signal nobody needs. */
  readonly dx: readonly (Tensor | undefined)[];
  /** Where the gradients of `learned` go, in its order; undefined if nobody needs them. */
  readonly gradients: readonly (Tensor | undefined)[];
}

/** The signals of a node that goes through positions, at one of them: each `[n, channels]`, valid during the call. */
export interface WatchedPosition {
  readonly position: number;
  /** What comes from the position after it. */
  readonly carried: Tensor;
  /** ∂loss/∂h here: `carried`, and what comes from the nodes above. */
  readonly arrived: Tensor;
  /** What it passes to its input here, ∂loss/∂z. */
  readonly passed: Tensor;
  /** ∂loss/∂c of the state beside h, if it has one. */
  readonly state?: Tensor | undefined;
}

/** Sees them, the last position first. */
export type Watch = (at: WatchedPosition) => void;

/** A node at work on its rows. */
export interface Operation {
  /** Overwrites h. */
  forward(training: boolean): void;
  /**
   * From d, overwrites each dx and the gradients. Runs at most once after each forward pass.
   *
   * @param watch of a node that goes through positions one after the other: what it computes on the way
   */
  backward(watch?: Watch): void;
  /** The smooth piece of its function on which each entry of the last forward pass lies, if it has kinks. */
  pieces?(): Int32Array;
  /** Folds the last training pass into its running values. */
  remember?(): void;
  /** Draws what is random in training. */
  draw?(random: RandomState): void;
  /** The factor that {@link draw} has drawn for each entry of its input. */
  readonly mask?: Tensor;
}
