import type { Tensor, Values } from '../engine/engine.ts';
import { identity } from '../network/activation/identity.ts';
import type { Network } from '../network/network.ts';
import { hiddenLayers } from './hiddenLayers.ts';
import type { ProbeKind, Row } from './probe.ts';

/**
 * The ledger of the signal: for each hidden layer l the factors of
 *
 *   ‖δ[l]‖ = ‖δ[l+1]‖ × ledger_weights × ledger_skip × ledger_dropout × ledger_slope × ledger_normalization
 *
 * ‖δ[l+1] W[l+1]ᵀ‖ / ‖δ[l+1]‖ is the effect of the weights. Then, each relative to the norm before it, the
 * signal that bypasses layer l + 1 by its skip connection is added, and the signal passes dropout, φ′ and
 * normalization of layer l. A part that a layer does not have is 1. If the signal was 0 before a part, the
 * factor is NaN, or Infinity if a skip connection brings the signal back. The probe also records
 * `delta_norm`.
 */
export const ledgerProbe: ProbeKind = {
  columns(layers) {
    const parts = LEDGER_SERIES.map(name => [name, layers.length - 1]);
    return { delta_norm: layers.length, ...Object.fromEntries(parts) };
  },
  create(network) {
    const { engine, layers } = network;
    const scratch = new Map<number, Tensor>();
    const pieces = new Map<number, Tensor>();
    for (const { d, dz } of hiddenLayers(layers)) {
      if (!scratch.has(d.columns)) scratch.set(d.columns, engine.tensor(d.rows, d.columns));
      if (d !== dz && !pieces.has(dz.columns)) pieces.set(dz.columns, engine.tensor(dz.rows, dz.columns));
    }
    return { measure: row => measureLedger(network, scratch, pieces, row) };
  },
};

export const LEDGER_SERIES = [
  'ledger_weights',
  'ledger_skip',
  'ledger_dropout',
  'ledger_slope',
  'ledger_normalization',
] as const;

/**
 * Walks back a second time, part by part: from each layer's existing δ to that of the layer below.
 *
 * `scratch` and `pieces` hold, by number of columns, a tensor for ∂loss/∂h and for the δ of maxout.
 */
function measureLedger(
  { engine, layers }: Network,
  scratch: ReadonlyMap<number, Tensor>,
  pieces: ReadonlyMap<number, Tensor>,
  row: Row,
): void {
  const norm = (signal: Tensor) => engine.magnitudes(signal).l2;
  const norms = row('delta_norm');
  for (const [l, { dz }] of layers.entries()) norms[l] = norm(dz);
  for (const name of LEDGER_SERIES) row(name).fill(1);
  // ∂loss/∂h of the layer above, which its skip connection passes on.
  let passedOn: Values | undefined;
  for (let l = layers.length - 2; l >= 0; l--) {
    const [layer, above] = [layers[l], layers[l + 1]];
    const d = scratch.get(layer.d.columns)!;
    const dz = layer.d === layer.dz ? d : pieces.get(layer.dz.columns)!;
    let before = norms[l + 1];
    const enter = (name: (typeof LEDGER_SERIES)[number], signal: Tensor) => {
      const now = norm(signal);
      row(name)[l] = now / before;
      before = now;
    };
    engine.denseInputGradient(above.dz, above.V, identity, layer.h, d);
    enter('ledger_weights', d);
    if (passedOn) {
      const sum = d.values;
      for (let i = 0; i < sum.length; i++) sum[i] += passedOn[i];
      enter('ledger_skip', d);
    }
    passedOn = layer.settings.skip ? d.values.slice() : undefined;
    layer.backwardToZ(d, dz, (part, signal) => enter(`ledger_${part}`, signal));
  }
}
