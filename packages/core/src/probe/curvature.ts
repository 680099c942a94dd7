import { Curvature } from './curvature/measure.ts';
import { CURVATURE_SERIES, type CurvatureSeries } from './curvature/series.ts';
import type { ProbeKind } from './probe.ts';

/**
 * The curvature of the training loss, `l2` included, where the step is taken: the largest eigenvalue of its Hessian H,
 * found by Lanczos iteration on products of H with vectors, on all of the data (of sequences and pictures the first
 * rows), without dropout.
 *
 * - `sharpness` = λmax(H)
 * - `preconditioned_sharpness` = λmax(P^−½ H P^−½), P what the optimizer divides this step by, entry by entry
 * - `step_sharpness`, the same with the step size η: η λmax(P^−½ H P^−½); if layers have their own, it is inside
 * - `stability_bound`: above this step_sharpness the optimizer diverges on a quadratic loss; 2 for gradient descent
 *
 * NaN where H does not exist: a unit lies exactly on a kink, the backward pass is truncated, or the loss is not finite.
 * Each product takes two backward passes over all of the data, and a measurement some 20 to 100 products: record it
 * seldom.
 *
 * Source: Cohen et al. 2021, "Gradient Descent on Neural Networks Typically Occurs at the Edge of Stability", with the
 * bounds of momentum; Cohen et al. 2022, "Adaptive Gradient Methods at the Edge of Stability", with P and the bound of Adam.
 */
export const curvatureProbe: ProbeKind<CurvatureSeries> = {
  label: 'Curvature',
  columns: () => Object.fromEntries(CURVATURE_SERIES.map(name => [name, 1])) as Record<CurvatureSeries, 1>,
  create(network, training) {
    const curvature = new Curvature(network, training);
    return {
      measure(row, step) {
        const values = curvature.at(step);
        for (const name of CURVATURE_SERIES) row(name)[0] = values[name];
      },
    };
  },
};
