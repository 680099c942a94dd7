import type { Engine, Tensor } from '../../engine/engine.ts';
import { cos } from '../../engine/math/cos.ts';
import { exp } from '../../engine/math/exp.ts';
import { expm1 } from '../../engine/math/expm1.ts';
import { sin } from '../../engine/math/sin.ts';
import type { LearnedTensor } from '../parameters.ts';
import type { Flow, Node, Operation, Shape, Watch } from './node.ts';

/** The eigenvalues `λ = exp(−exp(ν) + iθ)` of a diagonal recurrence: ν and θ, `[1, units]`. */
export interface DiagonalParameters {
  readonly nu: LearnedTensor;
  readonly theta: LearnedTensor;
}

/**
 * Linear states that each go through the positions by themselves, `s[t] = λ s[t−1] + √(1 − |λ|²) u[t]`, complex, s[−1] =
 * 0. Of the input's channels the first half are the real parts of u, the second half the imaginary ones; so are those
 * of the output. The factor of u keeps the size of s that of u, if u is white noise, however near |λ| is to 1.
 *
 * @param truncate the signal goes back through at most so many positions: it ends wherever t is a multiple of it
 *
 * Source: Orvieto et al. 2023, "Resurrecting recurrent neural networks for long sequences".
 */
export function diagonal(
  from: number,
  shape: Shape,
  parameters: DiagonalParameters,
  truncate = shape.positions,
): Node {
  return {
    kind: 'diagonal',
    isRecurrent: true,
    isTruncated: truncate < shape.positions,
    from: [from],
    shape,
    learned: [parameters.nu, parameters.theta],
    part: 'slope',
    readsInput: true,
    readsOutput: true,
    inPlace: 'nothing',
    on: (flow, engine) => new Diagonal(engine, flow, shape, parameters, truncate),
  };
}

/** λ, √(1 − |λ|²), |λ| and e^ν of one unit. */
interface Eigenvalue {
  readonly re: number;
  readonly im: number;
  readonly scale: number;
  readonly radius: number;
  readonly decay: number;
}

class Diagonal implements Operation {
  private readonly flow: Flow;
  private readonly steps: number;
  private readonly units: number;
  private readonly n: number;
  private readonly parameters: DiagonalParameters;
  private readonly truncate: number;
  /** The rows of one time, for a watcher. */
  private readonly seen: readonly Tensor[];

  constructor(
    engine: Engine,
    flow: Flow,
    { positions, channels }: Shape,
    parameters: DiagonalParameters,
    truncate: number,
  ) {
    this.flow = flow;
    this.steps = positions;
    this.units = channels / 2;
    this.n = flow.h.rows / positions;
    this.parameters = parameters;
    this.truncate = truncate;
    this.seen = [0, 1].map(() => engine.tensor(this.n, channels));
  }

  forward(): void {
    const { steps, units, n } = this;
    const [input, state] = [this.flow.x[0].values, this.flow.h.values];
    for (let j = 0; j < units; j++) {
      const { re, im, scale } = this.eigenvalue(j);
      for (let row = 0; row < n; row++) {
        let [x, y] = [0, 0];
        for (let t = 0; t < steps; t++) {
          const at = (row * steps + t) * 2 * units + j;
          [x, y] = [re * x - im * y + scale * input[at], re * y + im * x + scale * input[at + units]];
          state[at] = x;
          state[at + units] = y;
        }
      }
    }
  }

  backward(watch?: Watch): void {
    const { steps, units, n, flow, truncate } = this;
    const [signal, passed] = [flow.d.values, flow.dx[0]?.values];
    const [input, state] = [flow.x[0].values, flow.h.values];
    const [dNu, dTheta] = flow.gradients;
    const signals = watch && {
      arrived: new Float64Array(signal.length),
      carried: new Float64Array(signal.length),
    };
    for (let j = 0; j < units; j++) {
      const { re, im, scale, radius, decay } = this.eigenvalue(j);
      let [dRe, dIm, dScale] = [0, 0, 0];
      for (let row = 0; row < n; row++) {
        let [carriedX, carriedY] = [0, 0];
        for (let t = steps - 1; t >= 0; t--) {
          if ((t + 1) % truncate === 0) [carriedX, carriedY] = [0, 0];
          const at = (row * steps + t) * 2 * units + j;
          const [dx, dy] = [signal[at] + carriedX, signal[at + units] + carriedY];
          if (signals) {
            [signals.carried[at], signals.carried[at + units]] = [carriedX, carriedY];
            [signals.arrived[at], signals.arrived[at + units]] = [dx, dy];
          }
          const [x, y] = t === 0 ? [0, 0] : [state[at - 2 * units], state[at - units]];
          dRe += dx * x + dy * y;
          dIm += dy * x - dx * y;
          dScale += dx * input[at] + dy * input[at + units];
          if (passed) {
            passed[at] = scale * dx;
            passed[at + units] = scale * dy;
          }
          [carriedX, carriedY] = [re * dx + im * dy, re * dy - im * dx];
        }
      }
      const [cosine, sine] = [re / radius, im / radius];
      const dRadius = cosine * dRe + sine * dIm - (radius / scale) * dScale;
      if (dNu) dNu.values[j] = -decay * radius * dRadius;
      if (dTheta) dTheta.values[j] = re * dIm - im * dRe;
    }
    if (watch && signals) this.show(watch, signals);
  }

  private eigenvalue(j: number): Eigenvalue {
    const { nu, theta } = this.parameters;
    const decay = exp(nu.tensor.values[j]);
    const radius = exp(-decay);
    const angle = theta.tensor.values[j];
    const scale = Math.sqrt(-expm1(-2 * decay));
    return { re: radius * cos(angle), im: radius * sin(angle), scale, radius, decay };
  }

  private show(
    watch: Watch,
    signals: { readonly arrived: Float64Array; readonly carried: Float64Array },
  ): void {
    const { steps, n } = this;
    const [carried, arrived] = this.seen;
    const columns = 2 * this.units;
    for (let t = steps - 1; t >= 0; t--) {
      for (let row = 0; row < n; row++) {
        const from = (row * steps + t) * columns;
        carried.values.set(signals.carried.subarray(from, from + columns), row * columns);
        arrived.values.set(signals.arrived.subarray(from, from + columns), row * columns);
      }
      watch({ position: t, carried, arrived, passed: arrived });
    }
  }
}
