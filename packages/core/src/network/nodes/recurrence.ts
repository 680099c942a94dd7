import type { Engine, RowList, Tensor } from '../../engine/engine.ts';
import { identity } from '../activation/identity.ts';
import { add } from '../arithmetic.ts';
import type { LearnedTensor } from '../parameters.ts';
import type { Cell, CellOperation } from './cells/cell.ts';
import type { Flow, Node, Operation, Shape, Watch } from './node.ts';

/** What a recurrence learns: `U` `[width, gates · width]`, and the bias of `h U`, if its cell has one. */
export interface RecurrenceParameters {
  readonly U: LearnedTensor;
  readonly bU?: LearnedTensor | undefined;
}

/** A recurrence, for those that look at its weights. */
export interface RecurrenceNode extends Node {
  readonly kind: 'recurrence';
  readonly cell: Cell;
  readonly U: LearnedTensor;
  readonly truncate: number;
}

/**
 * A state that goes through the positions of a sample, `h[t] = cell(x[t] W + b, h[t−1] U)`, h[−1] = 0; it gives the
 * state of every position. Its input is `x W + b`. Its memory is linear in the number of positions.
 *
 * @param truncate the signal goes back through at most so many positions: it ends wherever t is a multiple of it
 */
export function recurrence(
  from: number,
  input: Shape,
  cell: Cell,
  parameters: RecurrenceParameters,
  truncate = input.positions,
): RecurrenceNode {
  const { positions, channels } = input;
  const { U, bU } = parameters;
  const width = U.tensor.rows;
  return {
    kind: 'recurrence',
    cell,
    U,
    truncate,
    isRecurrent: true,
    isTruncated: truncate < positions,
    from: [from],
    shape: { ...input, channels: width },
    learned: bU ? [U, bU] : [U],
    part: 'slope',
    readsInput: false,
    readsOutput: false,
    inPlace: 'nothing',
    on(flow, engine) {
      engine.reserveProduct?.(width, channels);
      return new Recurrence(engine, flow, { cell, parameters, positions, width, truncate });
    },
  };
}

interface Settings {
  readonly cell: Cell;
  readonly parameters: RecurrenceParameters;
  readonly positions: number;
  readonly width: number;
  readonly truncate: number;
}

/** The tensors of one time, `[n, …]` each. Those of the same kind lie side by side in memory, the first time first. */
interface Time {
  readonly before: Tensor;
  readonly h: Tensor;
  readonly x: Tensor;
  readonly dRecurrent: Tensor;
}

/** A recurrence at work. It copies its inputs and states so that the rows of one time lie together, sample by sample. */
class Recurrence implements Operation {
  private readonly engine: Engine;
  private readonly flow: Flow;
  private readonly settings: Settings;
  private readonly cell: CellOperation;
  private readonly times: readonly Time[];
  private readonly inputs: Tensor;
  /** The states after each time, and before. */
  private readonly states: { readonly after: Tensor; readonly before: Tensor };
  /** The signals of `h U`. */
  private readonly dRecurrent: Tensor;
  /** From a tensor that has the times of a sample side by side: the rows of each time; and back. */
  private readonly rowsAt: readonly RowList[];
  private readonly byTime: RowList;
  private readonly bySample: RowList;
  /** `h[t−1] U`; ∂loss/∂h[t]; the part of it that comes from later times; the part that does not go through U. */
  private readonly recurrent: Tensor;
  private readonly d: Tensor;
  private readonly carried: Tensor;
  private readonly past: Tensor;
  private readonly bias: Tensor;

  constructor(engine: Engine, flow: Flow, settings: Settings) {
    const { cell, positions: steps, width, parameters } = settings;
    const n = flow.h.rows / steps;
    const { columns } = parameters.U.tensor;
    this.engine = engine;
    this.flow = flow;
    this.settings = settings;
    const states = engine.tensor((steps + 1) * n, width);
    this.states = {
      before: engine.rowsAt(states, 0, steps * n),
      after: engine.rowsAt(states, n, steps * n),
    };
    this.inputs = engine.tensor(steps * n, columns);
    this.dRecurrent = cell.keepsApart ? engine.tensor(steps * n, columns) : this.inputs;
    this.times = Array.from({ length: steps }, (_, t) => ({
      before: engine.rowsAt(states, t * n, n),
      h: engine.rowsAt(states, (t + 1) * n, n),
      x: engine.rowsAt(this.inputs, t * n, n),
      dRecurrent: engine.rowsAt(this.dRecurrent, t * n, n),
    }));
    this.rowsAt = this.times.map((_, t) => engine.rowList(Int32Array.of(t)));
    const order = (inner: number, outer: number) =>
      engine.rowList(
        Int32Array.from({ length: n * steps }, (_, i) => (i % inner) * outer + Math.floor(i / inner)),
      );
    this.byTime = order(n, steps);
    this.bySample = order(steps, n);
    this.recurrent = engine.tensor(n, columns);
    [this.d, this.carried, this.past] = [0, 1, 2].map(() => engine.tensor(n, width));
    this.bias = parameters.bU?.tensor ?? engine.tensor(1, columns);
    this.cell = cell.on(engine, n, steps, width);
  }

  forward(): void {
    const { engine, flow, recurrent, bias, cell } = this;
    const U = this.settings.parameters.U.tensor;
    engine.gatherRows(flow.x[0], this.byTime, this.inputs);
    for (const [t, { x, before, h }] of this.times.entries()) {
      engine.dense(before, U, bias, identity, recurrent);
      cell.forward({ t, x, recurrent, before, h });
    }
    engine.gatherRows(this.states.after, this.bySample, flow.h);
  }

  backward(watch?: Watch): void {
    const { engine, flow, carried, past, d, settings, times } = this;
    const { truncate, parameters } = settings;
    carried.values.fill(0);
    for (let t = times.length - 1; t >= 0; t--) {
      const { x: dx, before, h, dRecurrent } = times[t];
      const isLast = t === times.length - 1 || (t + 1) % truncate === 0;
      if (isLast) carried.values.fill(0);
      engine.gatherRows(flow.d, this.rowsAt[t], d);
      add(d, carried);
      const goesPast = this.cell.backward({ t, before, h, d, dx, dRecurrent, past, isLast });
      watch?.({ position: t, carried, arrived: d, passed: dRecurrent, state: this.cell.dState });
      engine.denseInputGradient(dRecurrent, parameters.U.tensor, identity, before, carried);
      if (goesPast) add(carried, past);
    }
    if (flow.dx[0]) engine.gatherRows(this.inputs, this.bySample, flow.dx[0]);
    this.findGradients();
  }

  pieces(): Int32Array {
    const piece = this.settings.cell.activation?.piece;
    return piece ? Int32Array.from(this.flow.h.values, h => piece(h, h)) : new Int32Array(0);
  }

  private findGradients(): void {
    const { engine, states, dRecurrent } = this;
    const [dU, dBias] = this.flow.gradients;
    if (dU) engine.denseWeightGradient(states.before, dRecurrent, dU);
    if (dBias) engine.denseBiasGradient(dRecurrent, dBias);
  }
}
