import type { Engine, Tensor } from '../engine/engine.ts';
import type { RandomState } from '../random/randomState.ts';
import { add } from './arithmetic.ts';
import type { DenseOperation } from './nodes/dense.ts';
import type { Node, Operation, Shape, WatchedPosition } from './nodes/node.ts';
import { type Backward, type Plan, type Planned, planOf } from './plan.ts';

/** Follows a signal on its way back; nodes are named by their places. The tensors change right after. */
export interface Visitor {
  /** All of ∂loss/∂h of a node has arrived. */
  arrived(node: number, signal: Tensor): void;
  /** What a node passes to an input, `from`, before the signals of other nodes that read it are added. */
  passed(node: number, from: number, signal: Tensor): void;
  /** The signals of a node that goes through positions, the last position first. */
  stepped?(node: number, at: WatchedPosition): void;
}

export interface PassOptions {
  /**
   * What goes backward. Default `gradients`, with the signals; `signals` leaves the parameters' gradients as they
   * are, and finds ∂loss/∂data too; `nothing` takes about half the memory.
   */
  readonly backward?: Backward;
}

/**
 * What the nodes of a model compute on `samples` rows: its buffers, forward and backward. Parameters and their
 * gradients belong to the model.
 */
export class Pass {
  /** The rows that it sees, `[samples · positions, channels]`. */
  readonly input: Tensor;
  /** ∂loss/∂data after a backward pass for signals. */
  readonly inputSignal: Tensor | undefined;
  /** The output of the last node, and its signal. */
  readonly output: { readonly h: Tensor; readonly d: Tensor };
  readonly operations: readonly Operation[];
  private readonly nodes: readonly Node[];
  private readonly plan: Plan;
  /** What a whole pass runs, forward and backward, with all that is fused. */
  private readonly forwardSteps: readonly ((training: boolean) => void)[];
  private readonly backwardSteps: readonly (() => void)[];

  constructor(
    engine: Engine,
    model: Planned & { readonly input: Shape },
    samples: number,
    { backward = 'gradients' }: PassOptions = {},
  ) {
    const { positions, channels } = model.input;
    const room = () => engine.tensor(samples * positions, channels);
    this.nodes = model.nodes;
    this.input = room();
    this.inputSignal = backward === 'signals' ? room() : undefined;
    const { input, inputSignal } = this;
    this.plan = planOf(engine, model, { samples, input, inputSignal, backward });
    this.output = this.plan.flows[this.nodes.length - 1];
    this.operations = this.nodes.map((node, i) => node.on(this.plan.flows[i], engine));
    this.forwardSteps = this.nodes.flatMap((_, i) => this.forwardStep(i) ?? []);
    this.backwardSteps = this.nodes.flatMap((_, i) => this.backwardStep(i) ?? []).reverse();
  }

  /** The first input of a node. */
  x(node: number): Tensor {
    return this.plan.flows[node].x[0];
  }

  /** The output of a node, `[samples · positions, channels]`. */
  h(node: number): Tensor {
    return this.plan.flows[node].h;
  }

  /** The signal of a node, ∂loss/∂h; after a backward pass, what its memory was last used for: see {@link Plan}. */
  d(node: number): Tensor {
    return this.plan.flows[node].d;
  }

  /** Overwrites the outputs of all nodes. */
  forward(training: boolean): void {
    for (const step of this.forwardSteps) step(training);
  }

  /** Overwrites the outputs of the nodes `from` … `to − 1` only, with the same bits. */
  forwardThrough(from: number, to: number, training: boolean): void {
    for (let i = from; i < to; i++) this.operations[i].forward(training);
  }

  /** From the signal of the last node, overwrites those of all others, and the gradients. */
  backward(visitor?: Visitor): void {
    if (visitor) this.backwardFrom(this.nodes.length - 1, visitor);
    else for (const step of this.backwardSteps) step();
  }

  /** From the signal of a node, one node after the other: nothing is fused, and the bits are the same. */
  backwardFrom(last: number, visitor?: Visitor): void {
    const { flows, reached } = this.plan;
    for (let i = last; i >= 0; i--) {
      if (!reached[i]) continue;
      visitor?.arrived(i, flows[i].d);
      this.operations[i].backward(visitor?.stepped && (at => visitor.stepped?.(i, at)));
      for (const [k, signal] of flows[i].dx.entries()) {
        if (signal) visitor?.passed(i, this.nodes[i].from[k], signal);
      }
      this.addParts(i);
    }
  }

  /** Draws what is random in training, in the order of the nodes. */
  draw(random: RandomState): void {
    for (const operation of this.operations) operation.draw?.(random);
  }

  /** Folds the last training pass into the running values. */
  remember(): void {
    for (const operation of this.operations) operation.remember?.();
  }

  pieces(): Int32Array[] {
    return this.operations.flatMap(operation => operation.pieces?.() ?? []);
  }

  /** The step of a node; undefined if the product before it computes it. */
  private forwardStep(i: number): ((training: boolean) => void) | undefined {
    const { product, through } = this.plan;
    if (product[i] !== undefined) return undefined;
    const operation = this.operations[i];
    const after = through[i];
    if (after === undefined) return training => operation.forward(training);
    const activation = this.nodes[after].activation!;
    return () => (operation as DenseOperation).forwardThrough(activation);
  }

  /** The step of a node; undefined if no signal arrives, or the product after it passes its slope. */
  private backwardStep(i: number): (() => void) | undefined {
    const { above, additions, reached } = this.plan;
    if (!reached[i] || above[i] !== undefined) return undefined;
    const operation = this.operations[i];
    const [below] = this.nodes[i].from;
    const fused = above[below] === i ? this.nodes[below].activation : undefined;
    const run = fused
      ? () => (operation as DenseOperation).backwardThrough(fused)
      : () => operation.backward();
    if (additions[i].length === 0) return run;
    return () => {
      run();
      this.addParts(i);
    };
  }

  /** Adds the signals and gradients of a node that are not the first to arrive where they go. */
  private addParts(node: number): void {
    for (const { part, to } of this.plan.additions[node]) add(to, part);
  }
}
