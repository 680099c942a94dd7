import type { Activation, Tensor } from '../../engine/engine.ts';
import { identity } from '../activation/identity.ts';
import { prelu } from '../activation/prelu.ts';
import { copy } from '../arithmetic.ts';
import type { LearnedTensor } from '../parameters.ts';
import type { Node, Shape } from './node.ts';

/** `h = φ(x)`, elementwise. */
export function activation(from: number, shape: Shape, activation: Activation): Node {
  return {
    kind: 'activation',
    from: [from],
    shape,
    learned: [],
    part: 'slope',
    activation,
    readsInput: activation.readsInput,
    readsOutput: true,
    inPlace: 'both',
    on: ({ x: [x], h, d, dx: [dx] }, engine) => ({
      forward: () => engine.activate(activation, x, h),
      backward() {
        if (!dx) return;
        copy(d, dx);
        if (activation !== identity) engine.multiplyBySlope(activation, x, h, dx);
      },
      pieces: () => piecesOf(activation, h, x),
    }),
  };
}

/** The rectifier whose slope below 0 is learned: one number for all units. */
export function learnedSlope(from: number, shape: Shape, slope: LearnedTensor): Node {
  const { tensor } = slope;
  const node = activation(
    from,
    shape,
    prelu(() => tensor.values[0]),
  );
  return {
    ...node,
    learned: [slope],
    on(flow, engine) {
      const { backward, ...others } = node.on(flow, engine);
      return {
        ...others,
        backward() {
          const [gradient] = flow.gradients;
          if (gradient) gradient.values[0] = slopeGradient(flow.d, flow.x[0]);
          backward();
        },
      };
    },
  };
}

/** Σ d x over x < 0 */
function slopeGradient(d: Tensor, x: Tensor): number {
  const [signal, input] = [d.values, x.values];
  let sum = 0;
  for (let i = 0; i < signal.length; i++) if (input[i] < 0) sum += signal[i] * input[i];
  return sum;
}

function piecesOf({ piece }: Activation, h: Tensor, x: Tensor): Int32Array {
  if (!piece) return new Int32Array(0);
  const [output, input] = [h.values, x.values];
  const pieces = new Int32Array(output.length);
  for (let i = 0; i < pieces.length; i++) pieces[i] = piece(output[i], input[i]);
  return pieces;
}
