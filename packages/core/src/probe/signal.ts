import type { ProbeKind } from './probe.ts';

/** `delta_norm` = ‖δ[l]‖, δ[l] = ∂loss/∂z[l] over all samples: one column a layer. */
export const signalProbe: ProbeKind<'delta_norm'> = {
  label: 'Signal alone',
  columns: layers => ({ delta_norm: layers.length }),
  create: ({ layers, engine }) => ({
    measure(row) {
      const norms = row('delta_norm');
      for (const [l, { dz }] of layers.entries()) norms[l] = engine.magnitudes(dz).l2;
    },
  }),
};
