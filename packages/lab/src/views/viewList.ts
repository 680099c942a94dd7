import { gradientsKind, lossKind, type recordKinds, signalKind } from '@gradscope/figures';
import { type AnyDataset, isRegression } from 'gradscope';
import type { FunctionComponent } from 'preact';
import type { ViewName } from '../state/urlFields.ts';
import { lazily } from '../ui/Lazy.tsx';
import { GradientView } from './GradientView.tsx';
import { LinkedLayersView } from './LinkedLayersView.tsx';
import { LossView } from './LossView.tsx';
import { PlaneView } from './PlaneView.tsx';
import type { ViewProps } from './view.ts';

/** A view of the lab. To add one: a file, a name in urlFields.ts, and a line here. */
export interface View<Title extends string = string> {
  readonly title: Title;
  /** The title for regression, which has neither accuracy nor classes; by default the same. */
  readonly titleOfValues?: string;
  /** The approximate height of its figures, in rem. */
  readonly reserve: number;
  readonly Content: FunctionComponent<ViewProps>;
}

type Kinds = typeof recordKinds & { readonly layers: (typeof recordKinds)['signal'] };

/** A view of one kind of figure has its title: as a type, because most kinds load once they are unfolded. */
type Views = {
  readonly [Name in ViewName]: View<Name extends keyof Kinds ? Kinds[Name]['title'] : string>;
};

/** A view that loads once it is unfolded. */
const later = (name: keyof typeof import('./laterViews.ts')) =>
  lazily(async () => (await import('./laterViews.ts'))[name]);

/** Views that are unfolded at first come with the page; the others load once one of them is unfolded. */
export const views: Views = {
  loss: { title: lossKind.title, titleOfValues: 'Loss', reserve: 35, Content: LossView },
  gradients: { title: gradientsKind.title, reserve: 18.5, Content: GradientView },
  regions: {
    title: 'Decision regions',
    titleOfValues: 'What the networks answer',
    reserve: 0,
    Content: PlaneView,
  },
  layers: { title: signalKind.title, reserve: 23, Content: LinkedLayersView },
  heat: {
    title: 'Gradient of every layer at every step',
    reserve: 15,
    Content: later('heat'),
  },
  ledger: {
    title: 'Where the signal was lost',
    reserve: 20,
    Content: later('ledger'),
  },
  graph: {
    title: 'Network graph',
    reserve: 22,
    Content: later('graph'),
  },
  saturation: {
    title: 'Saturated and dead units',
    reserve: 35,
    Content: later('saturation'),
  },
  activations: {
    title: 'Activations and slopes',
    reserve: 22,
    Content: later('activations'),
  },
  updates: {
    title: 'How far the weights moved',
    reserve: 20,
    Content: later('updates'),
  },
  weights: {
    title: 'Weights',
    reserve: 18,
    Content: later('weights'),
  },
  others: {
    title: 'Other records',
    reserve: 15,
    Content: later('others'),
  },
};

/** The title of a view for these data. */
export function viewTitle(name: ViewName, data: AnyDataset | undefined): string {
  const { title, titleOfValues = title }: View = views[name];
  return data && isRegression(data) ? titleOfValues : title;
}
