import { kindNamed } from '../../kinds/kind.ts';
import type { OwnSymptoms } from '../../kinds/own.ts';
import type { Found } from './symptomRules.ts';

/** What people see of a kind of symptom. Pages that only name symptoms do not load what finds them. */
export interface SymptomLabel {
  /** In a sentence: `vanishing gradient`. */
  readonly label: string;
  /** The index of its hue among the eight of a figure's theme. Those that a map can show each have their own. */
  readonly hue: number;
  /** What shows it, for docs; left out of the lab's pages. */
  readonly description?: string;
}

/** In the order in which those of one stage are looked for. */
const builtIn = {
  derivative: {
    label: 'a derivative that does not exist',
    hue: 3,
    description:
      'logs: a gradient that is not finite at a step with finite loss and weights: an operation has no derivative there',
  },
  precision: {
    label: 'an update that its number format cannot hold',
    hue: 5,
    description:
      'logs: an update of ordinary size made weights NaN or infinite, because a number in the update is 0 or infinite in its format',
  },
  accumulating: {
    label: 'gradients that are never set to zero',
    hue: 0,
    description: 'logs: gradients survive the update in most steps: they are never set to zero',
  },
  imbalanced: {
    label: 'a game that one network has won',
    hue: 4,
    description:
      'logs: one of two networks that train against each other has won, so that the other learns nothing from it',
  },
  mismatch: {
    label: 'targets that do not belong to the inputs',
    hue: 4,
    description:
      'the nearest rows predict the targets no better than shuffled ones, and the network has not learned them either; logs: the same, of the samples that our loggers gather',
  },
  output: {
    label: 'an output that does not fit the targets or the loss',
    hue: 6,
    description:
      'an activation on the output that cannot reach the targets, does not match the loss (softmax before cross-entropy), or is flat where the errors are; in an experiment only if the network learns clearly more without it',
  },
  badlyScaled: {
    label: 'badly scaled inputs',
    hue: 3,
    description:
      'features far from size 1, far from 0, or of very different sizes, and the network learns more without that',
  },
  symmetric: {
    label: 'symmetric units',
    hue: 5,
    description: 'units with the same incoming and outgoing weights, at the end as at the start',
  },
  dead: {
    label: 'dead units',
    hue: 6,
    description:
      'units off on all data, more than in the reference start; layers wholly dead from the start come here, others after the signal',
  },
  saturated: {
    label: 'saturated units',
    hue: 2,
    description: "more than half of a layer's values at the flat ends of a bounded activation",
  },
  attention: {
    label: 'collapsed attention',
    hue: 5,
    description:
      'before the first update, positions that attention makes alike, or heads that look at few positions',
  },
  targetScale: {
    label: 'badly scaled targets',
    hue: 6,
    description:
      'values to predict far from size 1, and the network learns more without that; units that such targets switch off at once (`dead`) come before it',
  },
  exploding: {
    label: 'exploding signal',
    hue: 2,
    description:
      "the first layer's signal above the reference starts, or a first loss far above the best constant answer's",
  },
  vanishing: {
    label: 'vanishing gradient',
    hue: 0,
    description: "the first layer's signal below the reference starts; its layers are those that lose it",
  },
  stalled: {
    label: 'stalled',
    hue: 3,
    description: 'weights that hardly left their start; also reported if nothing else is found',
  },
  diverged: {
    label: 'diverged',
    hue: 1,
    description: 'a loss that is not finite, with the layer that broke first, or a loss that has run away',
  },
  oscillating: {
    label: 'oscillating loss',
    hue: 4,
    description: 'a loss that jumps from step to step, on the same rows too',
  },
  underflow: {
    label: 'underflow',
    hue: 5,
    description:
      "gradient entries that are exactly 0 in the experiment's precision, but not in a larger one; before `dead` if the optimizer divides by the gradient's size, since a small gradient then does no harm",
  },
  collapsed: {
    label: 'the same answer to every input',
    hue: 3,
    description: 'logs: the same answer to every input, if nothing else explains it',
  },
};

/** The possible faults of a network, those that the program added last. */
export const symptomKinds: Readonly<Record<keyof typeof builtIn, SymptomLabel>> = { ...builtIn };

export type BuiltInSymptom = keyof typeof builtIn;
export type SymptomKind = BuiltInSymptom | keyof OwnSymptoms;

/** One fault. */
export interface Symptom extends Required<Pick<Found, 'layers' | 'step'>>, Omit<Found, 'layers' | 'step'> {
  readonly kind: SymptomKind;
}

/** `vanishing gradient in layers 3 to 9` */
export function symptomTitle({ kind, axis, layers }: Pick<Symptom, 'kind' | 'axis' | 'layers'>): string {
  const { label } = kindNamed<SymptomLabel>('symptom', symptomKinds, kind);
  const name = axis === 'time' ? `${label} through time` : label;
  return layers ? `${name} in ${layersText(layers)}` : name;
}

export function layersText([first, last]: readonly [number, number]): string {
  return first === last ? `layer ${first}` : `layers ${first} to ${last}`;
}
