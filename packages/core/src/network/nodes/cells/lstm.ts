import { sigmoid } from '../../activation/sigmoid.ts';
import { tanh } from '../../activation/tanh.ts';
import type { Cell } from './cell.ts';

/**
 * The gates i, f, o = σ(…) and g = tanh(…) of `x[t] W + b + h[t−1] U`, side by side as i, f, g, o; then
 * `c[t] = f ⊙ c[t−1] + i ⊙ g` and `h[t] = o ⊙ tanh(c[t])`. c[−1] = 0.
 *
 * Source: Hochreiter & Schmidhuber 1997 with the forget gate of Gers, Schmidhuber & Cummins 2000; the definition of
 * PyTorch's `LSTM`.
 */
export const lstm: Cell = {
  on(engine, n, steps, width) {
    const size = n * width;
    /** By time, the gates one after the other, `[4 · n, width]`; the states c, the first of them 0; their tanh. */
    const gates = engine.tensor(steps * 4 * n, width);
    const states = engine.tensor((steps + 1) * n, width);
    const outputs = engine.tensor(steps * n, width);
    /** What comes to c[t] from the time after, and all of ∂loss/∂c[t]. */
    const carried = engine.tensor(n, width);
    const dState = engine.tensor(n, width);
    const gatesAt = Array.from({ length: steps }, (_, t) => ({
      sigmoids: engine.rowsAt(gates, 4 * n * t, 2 * n),
      tanhs: engine.rowsAt(gates, 4 * n * t + 2 * n, n),
      output: engine.rowsAt(gates, 4 * n * t + 3 * n, n),
      tanhC: engine.rowsAt(outputs, n * t, n),
    }));
    return {
      dState,
      forward({ t, x, recurrent, h }) {
        const [input, own, all, c, tanhC, out] = [x, recurrent, gates, states, outputs, h].map(
          ({ values }) => values,
        );
        const first = 4 * size * t;
        for (let row = 0; row < n; row++) {
          for (let gate = 0; gate < 4; gate++) {
            const from = (4 * row + gate) * width;
            const to = first + (gate * n + row) * width;
            for (let j = 0; j < width; j++) all[to + j] = input[from + j] + own[from + j];
          }
        }
        const at = gatesAt[t];
        engine.activate(sigmoid, at.sigmoids, at.sigmoids);
        engine.activate(tanh, at.tanhs, at.tanhs);
        engine.activate(sigmoid, at.output, at.output);
        const [i, f, g, o] = [first, first + size, first + 2 * size, first + 3 * size];
        const [before, now] = [size * t, size * (t + 1)];
        for (let k = 0; k < size; k++) {
          c[now + k] = all[f + k] * c[before + k] + all[i + k] * all[g + k];
          tanhC[before + k] = c[now + k];
        }
        engine.activate(tanh, at.tanhC, at.tanhC);
        for (let k = 0; k < size; k++) out[k] = all[o + k] * tanhC[before + k];
      },
      backward({ t, d, dx, isLast }) {
        const [all, c, tanhC, signal, passed, carriedC, ofState] = [
          gates,
          states,
          outputs,
          d,
          dx,
          carried,
          dState,
        ].map(({ values }) => values);
        if (isLast) carriedC.fill(0);
        const first = 4 * size * t;
        for (let row = 0; row < n; row++) {
          for (let j = 0; j < width; j++) {
            const k = row * width + j;
            const i = all[first + k];
            const f = all[first + size + k];
            const g = all[first + 2 * size + k];
            const o = all[first + 3 * size + k];
            const y = tanhC[size * t + k];
            const dc = carriedC[k] + signal[k] * o * (1 - y * y);
            ofState[k] = dc;
            const to = 4 * row * width + j;
            passed[to] = dc * g * (i * (1 - i));
            passed[to + width] = dc * c[size * t + k] * (f * (1 - f));
            passed[to + 2 * width] = dc * i * (1 - g * g);
            passed[to + 3 * width] = signal[k] * y * (o * (1 - o));
            carriedC[k] = dc * f;
          }
        }
        return false;
      },
    };
  },
};
