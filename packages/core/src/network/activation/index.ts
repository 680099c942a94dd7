import type { Activation } from '../../engine/engine.ts';
import { addKind, defaultsOf, kindNamed, type OwnSettings, type SettingsOf } from '../../kinds/kind.ts';
import type { OwnActivations } from '../../kinds/own.ts';
import type { ActivationKind } from './activationKind.ts';
import { celuKind } from './celu.ts';
import { eluKind } from './elu.ts';
import { gelu } from './gelu.ts';
import { geluTanh } from './geluTanh.ts';
import { hardSigmoid } from './hardSigmoid.ts';
import { hardTanh } from './hardTanh.ts';
import { identity } from './identity.ts';
import { leakyReluKind } from './leakyRelu.ts';
import { mish } from './mish.ts';
import { preluKind } from './prelu.ts';
import { relu } from './relu.ts';
import { relu6 } from './relu6.ts';
import { selu } from './selu.ts';
import { sigmoid } from './sigmoid.ts';
import { silu } from './silu.ts';
import { sinKind } from './sin.ts';
import { softplus } from './softplus.ts';
import { softsign } from './softsign.ts';
import { tanh } from './tanh.ts';

/** The elementwise activations that an experiment can name. Defaults are PyTorch's. */
const builtIn = {
  sigmoid,
  tanh,
  relu,
  identity,
  leakyRelu: leakyReluKind,
  prelu: preluKind,
  elu: eluKind,
  selu,
  celu: celuKind,
  gelu,
  geluTanh,
  silu,
  mish,
  softplus,
  softsign,
  hardTanh,
  hardSigmoid,
  relu6,
  sin: sinKind,
};

/** An activation without settings, or a kind that makes one from its settings. */
export type AnyActivation = Activation | ActivationKind;

/** The elementwise activations that an experiment can name, those that the program added last. */
export const activationKinds: Readonly<Record<BuiltInActivation, AnyActivation>> = { ...builtIn };

export type BuiltInActivation = keyof typeof builtIn;
export type ActivationName = BuiltInActivation | keyof OwnActivations;

/** A kind, and the values of its settings by name. */
export type ActivationSettings = SettingsOf<typeof builtIn> | OwnSettings<OwnActivations>;

/** Names of activations that an experiment knows but that are not elementwise. */
const NOT_ELEMENTWISE = ['maxout', 'softmax'];

/**
 * Adds an activation to those that experiments can name, from the next `parseExperiment` on. Every thread that trains has
 * to add it.
 *
 * @param name by which experiments know it
 * @throws RangeError if the name cannot be one, is taken, or is not the activation's own
 */
export function registerActivation<Name extends string>(
  name: string,
  kind: Activation | ActivationKind<Name>,
): void {
  const made = 'make' in kind ? kind.make(defaultsOf(kind) as Readonly<Record<Name, number>>) : kind;
  if (made.name !== name) {
    throw new RangeError(
      `activation: expected one that is named "${name}", got ${JSON.stringify(made.name)}`,
    );
  }
  addKind('activation', activationKinds, name, kind, NOT_ELEMENTWISE);
}

/** The activation with its settings bound; that of prelu keeps its initial value. */
export function activationOf({ kind, ...values }: ActivationSettings): Activation {
  const found = kindNamed<AnyActivation>('activation', activationKinds, kind);
  return 'make' in found ? found.make(values) : found;
}

/** The settings of an activation given by name only. */
export function defaultSettings(name: ActivationName): ActivationSettings {
  const found = kindNamed<AnyActivation>('activation', activationKinds, name);
  return { kind: name, ...('make' in found && defaultsOf(found)) } as ActivationSettings;
}

/** Each activation that the package brings by name, with the defaults of its settings. */
export const activations = Object.fromEntries(
  Object.keys(builtIn).map(name => [name, activationOf(defaultSettings(name as BuiltInActivation))]),
) as Readonly<Record<BuiltInActivation, Activation>>;

/** φ′(z) */
export function slope(activation: Activation, z: number): number {
  return activation.backward(1, activation.forward(z), z);
}
