import type { HiddenItem, LayerItem } from '../../experiment/hiddenSettings.ts';
import { networkChange } from '../change.ts';
import type { Remedy } from './remedy.ts';

/** A recurrent layer, as far as remedies change it. */
type Recurrent = LayerItem & {
  readonly cell?: string;
  readonly truncate?: number;
  readonly recurrentInit?: { readonly kind: string };
  readonly forgetBias?: number;
};

/**
 * A change of all recurrent layers, those inside blocks too.
 *
 * @param change undefined for a layer that stays
 */
const ofRecurrences =
  (text: string, change: (layer: Recurrent) => object | undefined): Remedy =>
  (experiment, index) => {
    let isChanged = false;
    const changed = (item: HiddenItem): HiddenItem => {
      if (typeof item === 'number') return item;
      if (item.layers) return { ...item, layers: item.layers.map(changed) };
      const own = item.kind === 'recurrent' ? change(item) : undefined;
      if (!own) return item;
      isChanged = true;
      return { ...item, ...own };
    };
    const hidden = experiment.networks[index].hidden.map(changed);
    return isChanged ? networkChange(experiment, index, text, ['recurrence'], { hidden }) : undefined;
  };

/** Whether the cell is plain: its whole state goes through its weights at each position. */
const isPlain = ({ cell }: Recurrent): boolean => cell === 'tanh' || cell === 'relu';

const ORTHOGONAL = { kind: 'orthogonal', gain: 1 } as const;

export const toLstm = ofRecurrences('cell: lstm, forgetBias 1', layer =>
  isPlain(layer) || layer.cell === 'gru'
    ? { cell: 'lstm', forgetBias: 1, recurrentInit: ORTHOGONAL }
    : undefined,
);

export const toGru = ofRecurrences('cell: gru', layer =>
  isPlain(layer) ? { cell: 'gru', recurrentInit: ORTHOGONAL } : undefined,
);

export const orthogonalInTime = ofRecurrences('recurrentInit: orthogonal', ({ recurrentInit, cell }) =>
  cell === 'diagonal' || JSON.stringify(recurrentInit) === JSON.stringify(ORTHOGONAL)
    ? undefined
    : { recurrentInit: ORTHOGONAL },
);

/** Source: Le, Jaitly & Hinton 2015, "A simple way to initialize recurrent networks of rectified linear units". */
export const identityInTime = ofRecurrences('cell: relu, recurrentInit: identity', layer =>
  isPlain(layer) && !(layer.cell === 'relu' && layer.recurrentInit?.kind === 'identity')
    ? { cell: 'relu', recurrentInit: { kind: 'identity' } }
    : undefined,
);

/** Source: Jozefowicz, Zaremba & Sutskever 2015 for a bias of 1; the larger one keeps hundreds of positions. */
export const forgetBias = ofRecurrences('forgetBias: 3', ({ cell, forgetBias = 1 }) =>
  cell === 'lstm' && forgetBias < 3 ? { forgetBias: 3 } : undefined,
);

export const wholeSequence = ofRecurrences('truncate: none', ({ truncate = 0 }) =>
  truncate > 0 ? { truncate: 0 } : undefined,
);

const SHORT = 20;
export const shorter = ofRecurrences(`truncate: ${SHORT}`, ({ truncate = 0 }) =>
  truncate === 0 || truncate > SHORT ? { truncate: SHORT } : undefined,
);
