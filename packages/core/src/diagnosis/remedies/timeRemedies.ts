import type { LayerItem } from '../../experiment/hiddenSettings.ts';
import type { CauseKind } from '../cause.ts';
import { changeOfKind } from './changedItems.ts';
import { isSame, type Remedy } from './remedy.ts';

/** A recurrent layer, as far as remedies change it. */
type Recurrent = LayerItem & {
  readonly cell?: string;
  readonly truncate?: number;
  readonly recurrentInit?: { readonly kind: string };
  readonly forgetBias?: number;
  readonly largestRadius?: number;
};

const ofRecurrences = (
  text: string,
  change: (layer: Recurrent) => object | undefined,
  treats: readonly CauseKind[] = ['recurrence'],
): Remedy => changeOfKind<Recurrent>('recurrent', text, treats, change);

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

export const orthogonalInTime = ofRecurrences(
  'recurrentInit: orthogonal',
  ({ recurrentInit, cell }) =>
    cell === 'diagonal' || isSame(recurrentInit, ORTHOGONAL) ? undefined : { recurrentInit: ORTHOGONAL },
  ['recurrence', 'equalUnits'],
);

/** Source: Le, Jaitly & Hinton 2015, "A simple way to initialize recurrent networks of rectified linear units". */
export const identityInTime = ofRecurrences('cell: relu, recurrentInit: identity', layer =>
  isPlain(layer) && !(layer.cell === 'relu' && layer.recurrentInit?.kind === 'identity')
    ? { cell: 'relu', recurrentInit: { kind: 'identity' } }
    : undefined,
);

/** A bias that opens the forget gate. */
const forgetBiasOf = (bias: number) =>
  ofRecurrences(`forgetBias: ${bias}`, ({ cell, forgetBias = 1 }) =>
    cell === 'lstm' && forgetBias < bias ? { forgetBias: bias } : undefined,
  );

/** Source: Jozefowicz, Zaremba & Sutskever 2015 for a bias of 1; the larger one keeps hundreds of positions. */
export const forgetBiases = [1, 3].map(forgetBiasOf);

const LONGEST_RADIUS = 0.999;

/** Source: Orvieto et al. 2023, "Resurrecting recurrent neural networks for long sequences": a ring near the unit circle. */
export const largeRadii = ofRecurrences(
  `smallestRadius: 0.9, largestRadius: ${LONGEST_RADIUS}`,
  ({ cell, largestRadius = 0.99 }) =>
    cell === 'diagonal' && largestRadius < LONGEST_RADIUS
      ? { smallestRadius: 0.9, largestRadius: LONGEST_RADIUS }
      : undefined,
);

export const wholeSequence = ofRecurrences('truncate: none', ({ truncate = 0 }) =>
  truncate > 0 ? { truncate: 0 } : undefined,
);

const SHORT = 20;
export const shorter = ofRecurrences(`truncate: ${SHORT}`, ({ truncate = 0 }) =>
  truncate === 0 || truncate > SHORT ? { truncate: SHORT } : undefined,
);
