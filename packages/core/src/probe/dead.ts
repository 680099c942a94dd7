import type { Layer } from '../network/layer.ts';
import { hiddenLayers } from './hiddenLayers.ts';
import type { ProbeKind } from './probe.ts';
import { onWholeData } from './wholeData.ts';

/**
 * `dead`: for each hidden layer, the share of units whose slope is 0 on *all* data: no sample can change
 * their incoming weights. (A ReLU unit that is off for some samples is not dead.) Maxout units are never
 * dead.
 */
export const deadProbe: ProbeKind<'dead'> = {
  label: 'Dead units',
  columns: layers => ({ dead: layers.length - 1 }),
  create(network) {
    const whole = onWholeData(network);
    return {
      measure(row) {
        const shares = row('dead');
        for (const [l, layer] of hiddenLayers(whole().layers).entries()) {
          const dead = deadUnits(layer);
          shares[l] = dead.reduce((sum, value) => sum + value, 0) / dead.length;
        }
      },
    };
  },
};

/**
 * `unit_dead`: for each hidden unit, 1 if it is dead and 0 if it is alive, layer after layer; the source of
 * biographies.
 */
export const unitProbe: ProbeKind<'unit_dead'> = {
  label: 'Dead units, one by one',
  columns: layers => ({ unit_dead: hiddenLayers(layers).reduce((sum, { width }) => sum + width, 0) }),
  create(network) {
    const whole = onWholeData(network);
    return {
      measure(row) {
        const units = row('unit_dead');
        let at = 0;
        for (const layer of hiddenLayers(whole().layers)) {
          const dead = deadUnits(layer);
          units.set(dead, at);
          at += dead.length;
        }
      },
    };
  },
};

/** 1 for each unit of a layer whose slope is 0 on every sample of the last pass. */
function deadUnits({ activation, a, u }: Layer): Uint8Array {
  const dead = new Uint8Array(a.columns).fill(activation ? 1 : 0);
  if (!activation) return dead;
  const [output, input] = [a.values, u.values];
  let alive = 0;
  for (let row = 0; row < output.length && alive < dead.length; row += dead.length) {
    for (let j = 0; j < dead.length; j++) {
      if (dead[j] === 1 && activation.backward(1, output[row + j], input[row + j]) !== 0) {
        dead[j] = 0;
        alive++;
      }
    }
  }
  return dead;
}
