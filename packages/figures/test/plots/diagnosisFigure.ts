import { type Diagnosed, diagnosisFigure, type FigureOptions } from '@gradscope/figures';
import type { Symptom } from 'gradscope';

interface Made {
  readonly name: string;
  readonly layers: number;
  /** Of layer l. */
  readonly factor: (layer: number) => number;
  readonly predicted?: number;
  readonly symptoms: readonly Pick<Symptom, 'kind' | 'layers'>[];
}

/** A verdict in closed form; its starts lie a fifth to either side of each factor. */
function verdict({ name, layers, factor, predicted = Number.NaN, symptoms }: Made): Diagnosed {
  return {
    name,
    symptoms: symptoms.map(symptom => ({ ...symptom, step: 0, severity: 0.9, evidence: {} })),
    evidence: {
      signal: Array.from({ length: layers }, (_, l) => ({
        layer: l + 1,
        factor: factor(l + 1),
        predicted,
        starts: [0.8 * factor(l + 1), 1.2 * factor(l + 1)],
        reference: { mean: 0, low: -0.2, high: 0.15 },
        gain: { slope: 1, weights: 1 },
      })),
    },
  };
}

const vanishing = verdict({
  name: 'sick',
  layers: 10,
  factor: layer => (layer >= 3 && layer <= 8 ? 0.21 + 0.01 * Math.sin(layer) : 0.9),
  predicted: 0.25,
  symptoms: [
    { kind: 'vanishing', layers: [3, 8] },
    { kind: 'stalled', layers: null },
  ],
});
const healthy = verdict({
  name: 'well',
  layers: 100,
  factor: layer => 1 + 0.05 * Math.sin(layer),
  symptoms: [],
});
const dead = verdict({
  name: 'blocked',
  layers: 6,
  factor: layer => (layer < 4 ? Number.NaN : layer === 4 ? 0 : 1.1),
  symptoms: [{ kind: 'dead', layers: [4, 4] }],
});
const single = verdict({
  name: 'shallow',
  layers: 1,
  factor: () => 0.4,
  symptoms: [{ kind: 'badlyScaled', layers: [1, 1] }],
});

export default {
  vanishingInSome: (options: FigureOptions) => diagnosisFigure(vanishing, options),
  vanishingInSomeDarkNarrow: (options: FigureOptions) =>
    diagnosisFigure(vanishing, { ...options, width: 343, theme: 'dark' }),
  healthyOfHundredLayers: (options: FigureOptions) => diagnosisFigure(healthy, options),
  blockedByALayerDark: (options: FigureOptions) => diagnosisFigure(dead, { ...options, theme: 'dark' }),
  ofOneLayerNarrow: (options: FigureOptions) => diagnosisFigure(single, { ...options, width: 343 }),
};
