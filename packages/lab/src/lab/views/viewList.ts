import { type AnyDataset, isRegression } from 'gradscope';
import type { FunctionComponent } from 'preact';
import type { ViewName } from '../../state/urlFields.ts';
import { lazily } from '../../ui/Lazy.tsx';
import { GradientView } from './GradientView.tsx';
import { LinkedLayersView } from './LinkedLayersView.tsx';
import { LossView } from './LossView.tsx';
import { PlaneView } from './PlaneView.tsx';
import type { ViewProps } from './view.ts';

/** A view of the lab. To add one: a file, a name in urlFields.ts, and a line here. */
export interface View {
  readonly title: string;
  /** The title for regression, which has neither accuracy nor classes; by default the same. */
  readonly titleOfValues?: string;
  /** The approximate height of its figures, in rem. */
  readonly reserve: number;
  readonly Content: FunctionComponent<ViewProps>;
}

/** Views that are unfolded at first come with the page; the others load once they are unfolded. */
export const views: Readonly<Record<ViewName, View>> = {
  loss: { title: 'Loss and accuracy', titleOfValues: 'Loss', reserve: 35, Content: LossView },
  gradients: { title: 'Gradient of each layer over time', reserve: 18.5, Content: GradientView },
  regions: {
    title: 'Decision regions',
    titleOfValues: 'What the networks answer',
    reserve: 0,
    Content: PlaneView,
  },
  layers: { title: 'Gradient by layer, theory and chance', reserve: 23, Content: LinkedLayersView },
  heat: {
    title: 'Layer × step',
    reserve: 15,
    Content: lazily(async () => (await import('./HeatView.tsx')).HeatView),
  },
  ledger: {
    title: 'Ledger: where the signal is lost',
    reserve: 20,
    Content: lazily(async () => (await import('./LinkedLedgerView.tsx')).LinkedLedgerView),
  },
  graph: {
    title: 'Network graph',
    reserve: 22,
    Content: lazily(async () => (await import('./GraphView.tsx')).GraphView),
  },
  saturation: {
    title: 'Saturated and dead units',
    reserve: 35,
    Content: lazily(async () => (await import('./SaturationView.tsx')).SaturationView),
  },
  activations: {
    title: 'Activations and slopes',
    reserve: 22,
    Content: lazily(async () => (await import('./ActivationView.tsx')).ActivationView),
  },
  updates: {
    title: 'Update against weight',
    reserve: 20,
    Content: lazily(async () => (await import('./UpdateView.tsx')).UpdateView),
  },
  weights: {
    title: 'Weights',
    reserve: 18,
    Content: lazily(async () => (await import('./WeightView.tsx')).WeightView),
  },
};

/** The title of a view for these data. */
export function viewTitle(name: ViewName, data: AnyDataset | undefined): string {
  const { title, titleOfValues = title } = views[name];
  return data && isRegression(data) ? titleOfValues : title;
}
