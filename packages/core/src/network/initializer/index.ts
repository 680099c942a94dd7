import type { RandomState } from '../../random/randomState.ts';
import { normals, uniforms, withoutBias } from './fill.ts';
import { type Initializer, initializer, type LayerStart } from './initializer.ts';
import { lsuv } from './lsuv.ts';
import { meanField } from './meanField.ts';
import { orthogonal } from './orthogonal.ts';
import { pytorchDefault } from './pytorchDefault.ts';
import { glorot, he, lecun, normalOf, uniformOf } from './scaled.ts';

export { scaleToUnitVariance } from './lsuv.ts';

const LARGEST = 1e100;

const normal = initializer(
  { std: { from: 0, to: LARGEST, description: 'Weights are drawn from N(0, std²); biases start at 0.' } },
  ({ std }, fanIn, fanOut, random) => withoutBias(normals(fanIn * fanOut, std, random), fanOut),
);

const uniform = initializer(
  {
    limit: {
      from: 0,
      to: LARGEST,
      description: 'Weights are drawn from U(−limit, limit); biases start at 0.',
    },
  },
  ({ limit }, fanIn, fanOut, random) => withoutBias(uniforms(fanIn * fanOut, limit, random), fanOut),
);

const constant = initializer(
  { value: { from: -LARGEST, to: LARGEST, description: 'What every weight is; biases start at 0.' } },
  ({ value }, fanIn, fanOut) => withoutBias(new Float64Array(fanIn * fanOut).fill(value), fanOut),
);

const zeros = initializer({}, (_, fanIn, fanOut) => withoutBias(new Float64Array(fanIn * fanOut), fanOut));

/** Ones on the diagonal, also of a W that is not square: as many inputs as there are outputs pass unchanged. */
const identity = initializer({}, (_, fanIn, fanOut) => {
  const W = new Float64Array(fanIn * fanOut);
  for (let i = 0; i < Math.min(fanIn, fanOut); i++) W[i * fanOut + i] = 1;
  return withoutBias(W, fanOut);
});

/** Keras's `Dense`: Glorot's uniform weights, and biases of 0. */
const kerasDefault = uniformOf(glorot);

/** The ways to start a layer that an experiment can name. */
export const initializers = {
  normal,
  uniform,
  constant,
  zeros,
  identity,
  orthogonal,
  glorotNormal: normalOf(glorot),
  glorotUniform: uniformOf(glorot),
  heNormal: normalOf(he),
  heUniform: uniformOf(he),
  lecunNormal: normalOf(lecun),
  lecunUniform: uniformOf(lecun),
  pytorchDefault,
  kerasDefault,
  meanField,
  lsuv,
} as const;

export type InitKind = keyof typeof initializers;

type SettingName<Kind extends InitKind> =
  (typeof initializers)[Kind] extends Initializer<infer Name> ? Name : never;

/** A kind of initializer with its numbers. */
export type InitSettings = {
  [Kind in InitKind]: { readonly kind: Kind } & Readonly<Record<SettingName<Kind>, number>>;
}[InitKind];

/**
 * Draws the start of one layer, float64: W row by row, then b if it is random.
 *
 * @param fanIn inputs of the layer
 * @param fanOut its outputs: columns of W
 * @param random is advanced, except by kinds that are not random
 */
export function initialize(
  settings: InitSettings,
  fanIn: number,
  fanOut: number,
  random: RandomState,
): LayerStart {
  const { draw } = initializers[settings.kind] as Initializer<string>;
  return draw(settings as unknown as Readonly<Record<string, number>>, fanIn, fanOut, random);
}
