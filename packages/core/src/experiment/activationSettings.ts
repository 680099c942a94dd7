import { z } from 'zod';
import {
  type ActivationKind,
  type ActivationName,
  activationKinds,
  defaultSettings,
} from '../network/activation/index.ts';
import type { LayerSettings, SoftmaxSettings } from '../network/layerSettings.ts';
import { byKind, mapping, number, whole } from './rules.ts';

/** The activation of a hidden layer: elementwise, or maxout, the largest of several affine maps. */
export type LayerActivationSettings = Exclude<LayerSettings['activation'], SoftmaxSettings>;

const FEWEST_PIECES = 2;
const MOST_PIECES = 100;

const names = Object.keys(activationKinds) as ActivationName[];
const kinds = [...names, 'maxout'] as const;

function parameterRule({ parameter }: ActivationKind) {
  if (!parameter) return {};
  const { name, default: value, from, to, description } = parameter;
  return { [name]: number(from, to).default(value).describe(description) };
}

const maxout = mapping({
  kind: z.literal('maxout'),
  pieces: whole(FEWEST_PIECES, MOST_PIECES)
    .default(FEWEST_PIECES)
    .describe('Number of affine maps; a unit takes the largest.'),
});

const elementwise = names.map(kind =>
  mapping({ kind: z.literal(kind), ...parameterRule(activationKinds[kind]) }),
);

function withDefaults(kind: ActivationName | 'maxout'): LayerActivationSettings {
  return kind === 'maxout' ? { kind, pieces: FEWEST_PIECES } : defaultSettings(kind);
}

/** A hidden layer's activation: a name or { kind, … }; always the latter once parsed. */
export const activationSchema = z
  .union([byKind(kinds, [maxout, ...elementwise]), z.enum(kinds).transform(withDefaults)])
  .transform(settings => settings as LayerActivationSettings)
  .describe('A name, or { kind, … } with the slope, alpha, omega or pieces that it takes.');
