import type { Values } from '../engine/engine.ts';
import { euclideanNorm } from '../training/euclideanNorm.ts';
import type { ProbeKind } from './probe.ts';

/**
 * `update_ratio` = ‖ΔW‖ / ‖W‖ of each layer: how far the optimizer moved its weights, relative to their size
 * before. NaN if no update followed; Infinity if weights of 0 moved.
 */
export const updateProbe: ProbeKind<'update_ratio'> = {
  label: 'Update ratio',
  columns: layers => ({ update_ratio: layers.length }),
  create({ layers }) {
    const before: Values[] = layers.map(({ W }) => W.values.slice());
    return {
      measure(row) {
        for (const [l, { W }] of layers.entries()) before[l].set(W.values);
        row('update_ratio').fill(Number.NaN);
      },
      afterUpdate(row) {
        const ratios = row('update_ratio');
        for (const [l, { W }] of layers.entries()) {
          const size = euclideanNorm(before[l]);
          const after = W.values;
          for (let i = 0; i < after.length; i++) before[l][i] = after[i] - before[l][i];
          const moved = euclideanNorm(before[l]);
          ratios[l] = moved === 0 ? 0 : moved / size;
        }
      },
    };
  },
};
