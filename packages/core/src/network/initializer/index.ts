import { addKind, kindNamed, type OwnSettings, type SettingsOf } from '../../kinds/kind.ts';
import type { OwnInitializers } from '../../kinds/own.ts';
import type { RandomState } from '../../random/randomState.ts';
import type { Initializer, LayerStart, WeightMoments } from './initializer.ts';
import { lsuv } from './lsuv.ts';
import { meanField } from './meanField.ts';
import { orthogonal } from './orthogonal.ts';
import { pytorchDefault } from './pytorchDefault.ts';
import {
  glorotNormal,
  glorotUniform,
  heNormal,
  heUniform,
  kerasDefault,
  lecunNormal,
  lecunUniform,
} from './scaled.ts';
import { constant, identity, normal, uniform, zeros } from './simple.ts';

export { scaleToUnitVariance } from './lsuv.ts';

const builtIn = {
  normal,
  uniform,
  constant,
  zeros,
  identity,
  orthogonal,
  glorotNormal,
  glorotUniform,
  heNormal,
  heUniform,
  lecunNormal,
  lecunUniform,
  pytorchDefault,
  kerasDefault,
  meanField,
  lsuv,
};

/** The ways to start a layer that an experiment can name, those that the program added last. */
export const initializers: Readonly<Record<BuiltInInit, Initializer>> = { ...builtIn };

export type BuiltInInit = keyof typeof builtIn;

/** A kind of initializer, and the values of its settings by name. */
export type InitSettings = SettingsOf<typeof builtIn> | OwnSettings<OwnInitializers>;

/**
 * Adds an initializer to those that experiments can name, from the next `parseExperiment` on. Every thread that trains
 * has to add it.
 *
 * @param name by which experiments know it
 * @throws RangeError if the name cannot be one, or is taken
 */
export function registerInitializer<Name extends string = never>(
  name: string,
  kind: Initializer<Name>,
): void {
  addKind('initializer', initializers, name, kind);
}

const kindOf = ({ kind }: InitSettings) => kindNamed<Initializer>('initializer', initializers, kind);

/** The values that the kind reads. */
const valuesOf = (settings: InitSettings) => settings as unknown as Readonly<Record<string, number>>;

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
  return kindOf(settings).draw(valuesOf(settings), fanIn, fanOut, random);
}

/** The moments that an initializer gives to a layer of `fanIn` inputs and `fanOut` columns of W. */
export function weightMoments(settings: InitSettings, fanIn: number, fanOut: number): WeightMoments {
  const moments = kindOf(settings).moments(valuesOf(settings), fanIn, fanOut);
  const centered = { weightMean: 0, weightVariance: Number.NaN, biasVariance: 0 };
  return typeof moments === 'string' ? { ...centered, beyondTheory: moments } : { ...centered, ...moments };
}
