import type { FunctionComponent } from 'preact';
import type { ViewName } from '../../state/urlFields.ts';
import { lazily } from '../../ui/Lazy.tsx';
import { GradientView } from './GradientView.tsx';
import { LinkedLayersView } from './LinkedLayersView.tsx';
import { LossView } from './LossView.tsx';
import { PlaneView } from './PlaneView.tsx';
import type { ViewProps } from './view.ts';

/** A view of the lab: adding one is a file, a name in urlFields.ts, and a line here. */
export interface View {
  readonly title: string;
  readonly Content: FunctionComponent<ViewProps>;
}

/** Those that are unfolded at first come with the page, the others when they are. */
export const views: Readonly<Record<ViewName, View>> = {
  loss: { title: 'Loss and accuracy', Content: LossView },
  gradients: { title: 'Gradient of each layer over time', Content: GradientView },
  regions: { title: 'Decision regions', Content: PlaneView },
  layers: { title: 'Gradient by layer, theory and chance', Content: LinkedLayersView },
  heat: { title: 'Layer × step', Content: lazily(async () => (await import('./HeatView.tsx')).HeatView) },
  ledger: {
    title: 'Ledger: where the signal is lost',
    Content: lazily(async () => (await import('./LinkedLedgerView.tsx')).LinkedLedgerView),
  },
  graph: { title: 'Network graph', Content: lazily(async () => (await import('./GraphView.tsx')).GraphView) },
  saturation: {
    title: 'Saturated and dead units',
    Content: lazily(async () => (await import('./SaturationView.tsx')).SaturationView),
  },
  activations: {
    title: 'Activations and slopes',
    Content: lazily(async () => (await import('./ActivationView.tsx')).ActivationView),
  },
  updates: {
    title: 'Update against weight',
    Content: lazily(async () => (await import('./UpdateView.tsx')).UpdateView),
  },
  weights: { title: 'Weights', Content: lazily(async () => (await import('./WeightView.tsx')).WeightView) },
};
