import { isRecurrent, landmarksOf, recurrentPlaces } from '../network/landmarks.ts';
import type { LayerSettings } from '../network/layerSettings.ts';
import type { Network } from '../network/network.ts';
import type { WatchedPosition } from '../network/nodes/node.ts';
import type { Visitor } from '../network/pass.ts';
import type { ProbeKind } from './probe.ts';

/**
 * The signal through time, for each recurrent layer at each position t = 1 … T, one layer after the other:
 *
 *   time_signal = ‖∂loss/∂h[t]‖, of an LSTM `time_state` = ‖∂loss/∂c[t]‖ too, and the exact factors of
 *   ‖δ[t]‖ = ‖δ[t+1]‖ × time_weights × time_loss × time_slope, δ[t] = ∂loss/∂(h[t−1] U).
 *
 * `time_weights` = ‖δ[t+1] Uᵀ‖ / ‖δ[t+1]‖ is the effect of the recurrent weights, `time_loss` what enters at t from the
 * layers above, `time_slope` that of the slope or of the gates. At the last position, and where the signal is cut or
 * 0, the first two are NaN; `time_state` is NaN for cells without c.
 */
export const timeProbe: ProbeKind<TimeSeries> = {
  label: 'Signal through time',
  columns(layers) {
    const count = positionsOf(layers);
    return Object.fromEntries(TIME_SERIES.map(name => [name, count])) as Record<TimeSeries, number>;
  },
  suffixes(layers) {
    const places = recurrentPlaces(layers).flatMap(({ name, positions }) =>
      Array.from({ length: positions }, (_, t) => `${name}_${t + 1}`),
    );
    return Object.fromEntries(TIME_SERIES.map(name => [name, places]));
  },
  create(network) {
    const walk = new Walk(network);
    return {
      visitor: walk,
      measure(row) {
        walk.finish();
        for (const name of TIME_SERIES) row(name).set(walk.values[name]);
      },
    };
  },
};

export const TIME_SERIES = ['time_signal', 'time_state', 'time_weights', 'time_loss', 'time_slope'] as const;
type TimeSeries = (typeof TIME_SERIES)[number];

const positionsOf = (layers: readonly LayerSettings[]): number =>
  recurrentPlaces(layers).reduce((sum, { positions }) => sum + positions, 0);

/** Follows the signal of one backward pass through the positions of every recurrent layer. */
class Walk implements Visitor {
  readonly values: Readonly<Record<TimeSeries, Float64Array>>;
  private readonly network: Network;
  /** By place of a recurrent node, where its positions begin. */
  private readonly starts: ReadonlyMap<number, number>;
  private isDone = false;
  /** ‖δ‖ of the position after the one at hand. */
  private after = 0;

  constructor(network: Network) {
    const starts = new Map<number, number>();
    let count = 0;
    for (const { place, node } of landmarksOf(network.model, isRecurrent)) {
      starts.set(place, count);
      count += node.shape.positions;
    }
    this.network = network;
    this.starts = starts;
    const values = TIME_SERIES.map(name => [name, new Float64Array(count).fill(Number.NaN)]);
    this.values = Object.fromEntries(values);
  }

  /** Makes sure that it has seen a backward pass since the last call. */
  finish(): void {
    if (!this.isDone && this.starts.size > 0) this.network.backpropagate(this);
    this.isDone = false;
  }

  arrived(): void {}
  passed(): void {}

  stepped(node: number, { position, carried, arrived, passed, state }: WatchedPosition): void {
    const { engine } = this.network;
    const at = this.starts.get(node)! + position;
    const size = (tensor: Parameters<typeof engine.magnitudes>[0]) => engine.magnitudes(tensor).l2;
    const [signal, before, δ] = [size(arrived), size(carried), size(passed)];
    const isLast = position === this.network.model.nodes[node].shape.positions - 1;
    const { values } = this;
    values.time_signal[at] = signal;
    values.time_state[at] = state ? size(state) : Number.NaN;
    values.time_weights[at] = isLast || this.after === 0 ? Number.NaN : before / this.after;
    values.time_loss[at] = before === 0 ? Number.NaN : signal / before;
    values.time_slope[at] = δ / signal;
    this.after = δ;
    this.isDone = true;
  }
}
