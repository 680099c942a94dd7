import type { Activation, Engine, Tensor } from '../../engine/engine.ts';
import { identity } from '../activation/identity.ts';
import { scaleBy } from '../arithmetic.ts';
import { type LearnedTensor, learnedTensor } from '../parameters.ts';
import type { Flow, Node, Operation, Shape } from './node.ts';

/** The parameters of a product: `W` `[channels in, channels out]`, `b` `[1, channels out]`. */
export interface DenseParameters {
  readonly W: LearnedTensor;
  readonly b: LearnedTensor;
  /** Whether b is learned; if not, it stays 0. */
  readonly hasBias: boolean;
}

/** New parameters, all 0. Products that are given the same share them. */
export function denseParameters(
  engine: Engine,
  inputs: number,
  outputs: number,
  {
    hasBias = true,
    names = ['W', 'b'],
  }: { readonly hasBias?: boolean; readonly names?: readonly [string, string] } = {},
): DenseParameters {
  return {
    W: learnedTensor(engine, names[0], [inputs, outputs], { decays: true }),
    b: learnedTensor(engine, names[1], [1, outputs]),
    hasBias,
  };
}

/** A dense node, for those that look at its weights. */
export interface DenseNode extends Node {
  readonly kind: 'dense';
  readonly parameters: DenseParameters;
  on(flow: Flow, engine: Engine): DenseOperation;
}

/** A product at work. The plan may let it do the work of the activation after it, or before it, in the same kernel. */
export interface DenseOperation extends Operation {
  /** Overwrites h by φ of the product. */
  forwardThrough(activation: Activation): void;
  /** From d, overwrites the gradients and the signal of the input, past the activation whose output that is. */
  backwardThrough(activation: Activation): void;
}

/**
 * `h = scale · x W + b` at each position: the product of a dense layer, of a convolution (after `unfold`), of a
 * recurrence. If scale is not 1, every forward pass computes V = scale · W anew.
 *
 * @param from the place of its input
 * @param shape of that input
 */
export function dense(
  engine: Engine,
  from: number,
  shape: Shape,
  parameters: DenseParameters,
  scale = 1,
): DenseNode {
  const { W, b, hasBias } = parameters;
  const { rows, columns } = W.tensor;
  const V = scale === 1 ? W.tensor : engine.tensor(rows, columns);
  return {
    kind: 'dense',
    from: [from],
    shape: { ...shape, channels: columns },
    learned: hasBias ? [W, b] : [W],
    part: 'weights',
    parameters,
    readsInput: true,
    readsOutput: false,
    inPlace: 'nothing',
    on(flow, engine) {
      engine.reserveProduct?.(rows, columns);
      return denseOperation(engine, flow, { V, W: W.tensor, b: b.tensor, scale });
    },
  };
}

function denseOperation(
  engine: Engine,
  { x: [x], h, d, dx: [dx], gradients: [dW, db] }: Flow,
  { V, W, b, scale }: Record<'V' | 'W' | 'b', Tensor> & { readonly scale: number },
): DenseOperation {
  const backwardThrough = (activation: Activation) => {
    if (dW) engine.denseWeightGradient(x, d, dW);
    if (dW && scale !== 1) scaleBy(scale, dW, dW);
    if (db) engine.denseBiasGradient(d, db);
    if (dx) engine.denseInputGradient(d, V, activation, x, dx);
  };
  const forwardThrough = (activation: Activation) => {
    if (scale !== 1) scaleBy(scale, W, V);
    engine.dense(x, V, b, activation, h);
  };
  return {
    forwardThrough,
    backwardThrough,
    forward: () => forwardThrough(identity),
    backward: () => backwardThrough(identity),
  };
}
