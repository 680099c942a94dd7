import { euclideanNorm } from '../training/euclideanNorm.ts';
import type { ProbeKind } from './probe.ts';

/**
 * Magnitudes of each layer's weight gradient: `grad_l1` = Σ|∂loss/∂W|, `grad_l2` = ‖∂loss/∂W‖, `grad_max` =
 * max|∂loss/∂W|, of the data's loss, before `l2` is added; one column a layer. Over all of its weights, if a layer has
 * more than W.
 */
export const gradientProbe: ProbeKind<'grad_l1' | 'grad_l2' | 'grad_max'> = {
  label: 'Gradients',
  columns: layers => ({ grad_l1: layers.length, grad_l2: layers.length, grad_max: layers.length }),
  create: ({ layers, engine }) => ({
    measure(row) {
      const [l1s, l2s, maxima] = [row('grad_l1'), row('grad_l2'), row('grad_max')];
      for (const [l, { weights }] of layers.entries()) {
        const [first, ...others] = weights.map(({ gradient }) => engine.magnitudes(gradient));
        l1s[l] = others.reduce((sum, { l1 }) => sum + l1, first.l1);
        l2s[l] = others.length === 0 ? first.l2 : euclideanNorm([first, ...others].map(({ l2 }) => l2));
        maxima[l] = others.reduce((most, { max }) => Math.max(most, max), first.max);
      }
    },
  }),
};

/**
 * The mean magnitude of an entry, `Σ|dW| / (fanIn · fanOut)`: comparable between layers of different shapes.
 */
export function meanMagnitude(l1: number, fanIn: number, fanOut: number): number {
  return l1 / (fanIn * fanOut);
}

/**
 * The heuristic that the 2016 notebook plots, `Σ|dW| / (fanIn + fanOut)`.
 *
 * Its code divides by `np.sum(np.abs(dW.shape))`, the *sum* of W's two dimensions instead of their *product*,
 * the number of entries. So it is not a mean: for a square layer it grows with the width, and between a `2 ×
 * 50` and a `50 × 50` layer it favours the larger one 13-fold. It is kept, under its own name, to reproduce
 * the notebook's curves; to compare layers use {@link meanMagnitude}.
 *
 * Source: the notebook, cell 6, `plot_array_1` and `plot_array_2`.
 */
export function notebookHeuristic(l1: number, fanIn: number, fanOut: number): number {
  return l1 / (fanIn + fanOut);
}
