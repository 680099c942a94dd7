import type { Tensor } from '../../engine/engine.ts';
import { scaleBy } from '../arithmetic.ts';
import type { LearnedTensor } from '../parameters.ts';
import type { Node, Operation, Shape } from './node.ts';

/** The factors of the two inputs that a block adds. */
export interface BranchScale {
  /** The factor of the block's input. */
  readonly skip: number;
  /** The factor of the branch; learned if it is a tensor `[1, 1]`. */
  readonly branch: number | LearnedTensor;
}

/** Such a sum, for those that ask for its factors. */
export interface BranchSumNode extends Node {
  readonly kind: 'branchSum';
  /** The present factors of x and of the branch. */
  factors(): { readonly skip: number; readonly branch: number };
}

/** A sum at work, for those that compare its parts. */
export interface BranchOperation extends Operation {
  /** The present factors of x and of the branch. */
  factors(): { readonly skip: number; readonly branch: number };
}

/** `skip · x + scale · branch`: how a residual block ends. Its inputs are the branch and x. */
export function branchSum(
  branch: number,
  x: number,
  shape: Shape,
  { skip, branch: scale }: BranchScale,
): BranchSumNode {
  const learned = typeof scale === 'number' ? undefined : scale;
  const factor = () => learned?.tensor.values[0] ?? (scale as number);
  const factors = () => ({ skip, branch: factor() });
  return {
    kind: 'branchSum',
    factors,
    from: [branch, x],
    shape,
    learned: learned ? [learned] : [],
    readsInput: learned !== undefined,
    readsOutput: false,
    inPlace: 'nothing',
    on: ({ x: [y, x], h, d, dx: [dBranch, dx], gradients: [dScale] }): BranchOperation => ({
      factors,
      forward() {
        const [inner, outer, sum] = [y.values, x.values, h.values];
        const own = factor();
        for (let i = 0; i < sum.length; i++) sum[i] = skip * outer[i] + own * inner[i];
      },
      backward() {
        if (dScale) dScale.values[0] = products(d, y);
        if (dBranch) scaleBy(factor(), d, dBranch);
        if (dx) scaleBy(skip, d, dx);
      },
    }),
  };
}

function products({ values: x }: Tensor, { values: y }: Tensor): number {
  let sum = 0;
  for (let i = 0; i < x.length; i++) sum += x[i] * y[i];
  return sum;
}
