import { sigmoid } from '../../activation/sigmoid.ts';
import { tanh } from '../../activation/tanh.ts';
import type { Cell } from './cell.ts';

/**
 * The gates r, z = σ(…) of `x[t] W + b + h[t−1] U`, and `n = tanh(xₙ + r ⊙ hₙ)` of the third parts xₙ of the first
 * product and hₙ of the second, which has a bias of its own there; then `h[t] = (1 − z) ⊙ n + z ⊙ h[t−1]`.
 *
 * Source: Cho et al. 2014, with the reset after the product; the definition and order of PyTorch's `GRU`.
 */
export const gru: Cell = {
  keepsApart: true,
  on(engine, n, steps, width) {
    const size = n * width;
    /** By time, r, z and n one after the other, `[3 · n, width]`, and hₙ. */
    const gates = engine.tensor(steps * 3 * n, width);
    const inner = engine.tensor(steps * n, width);
    const gatesAt = Array.from({ length: steps }, (_, t) => ({
      sigmoids: engine.rowsAt(gates, 3 * n * t, 2 * n),
      tanhs: engine.rowsAt(gates, 3 * n * t + 2 * n, n),
    }));
    return {
      forward({ t, x, recurrent, before, h }) {
        const [input, own, all, hn, last, out] = [x, recurrent, gates, inner, before, h].map(
          ({ values }) => values,
        );
        const first = 3 * size * t;
        const kept = size * t;
        for (let row = 0; row < n; row++) {
          for (let j = 0; j < width; j++) {
            const from = 3 * row * width + j;
            const k = row * width + j;
            all[first + k] = input[from] + own[from];
            all[first + size + k] = input[from + width] + own[from + width];
            hn[kept + k] = own[from + 2 * width];
          }
        }
        const at = gatesAt[t];
        engine.activate(sigmoid, at.sigmoids, at.sigmoids);
        for (let row = 0; row < n; row++) {
          for (let j = 0; j < width; j++) {
            const from = 3 * row * width + j;
            const k = row * width + j;
            all[first + 2 * size + k] = input[from + 2 * width] + all[first + k] * hn[kept + k];
          }
        }
        engine.activate(tanh, at.tanhs, at.tanhs);
        for (let k = 0; k < size; k++) {
          const z = all[first + size + k];
          out[k] = (1 - z) * all[first + 2 * size + k] + z * last[k];
        }
      },
      backward({ t, before, d, dx, dRecurrent, past }) {
        const [all, hn, last, signal, passed, own, toPast] = [
          gates,
          inner,
          before,
          d,
          dx,
          dRecurrent,
          past,
        ].map(({ values }) => values);
        const first = 3 * size * t;
        for (let row = 0; row < n; row++) {
          for (let j = 0; j < width; j++) {
            const to = 3 * row * width + j;
            const k = row * width + j;
            const r = all[first + k];
            const z = all[first + size + k];
            const g = all[first + 2 * size + k];
            const dn = signal[k] * (1 - z) * (1 - g * g);
            const dr = dn * hn[size * t + k] * (r * (1 - r));
            const dz = signal[k] * (last[k] - g) * (z * (1 - z));
            passed[to] = own[to] = dr;
            passed[to + width] = own[to + width] = dz;
            passed[to + 2 * width] = dn;
            own[to + 2 * width] = dn * r;
            toPast[k] = signal[k] * z;
          }
        }
        return true;
      },
    };
  },
};
