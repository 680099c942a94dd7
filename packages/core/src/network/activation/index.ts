import type { Activation } from '../../engine/engine.ts';
import { celu } from './celu.ts';
import { elu } from './elu.ts';
import { gelu } from './gelu.ts';
import { geluTanh } from './geluTanh.ts';
import { hardSigmoid } from './hardSigmoid.ts';
import { hardTanh } from './hardTanh.ts';
import { identity } from './identity.ts';
import { leakyRelu } from './leakyRelu.ts';
import { mish } from './mish.ts';
import { prelu } from './prelu.ts';
import { relu } from './relu.ts';
import { relu6 } from './relu6.ts';
import { selu } from './selu.ts';
import { sigmoid } from './sigmoid.ts';
import { silu } from './silu.ts';
import { sin } from './sin.ts';
import { softplus } from './softplus.ts';
import { softsign } from './softsign.ts';
import { tanh } from './tanh.ts';

/** A parameter of an activation; the bounds are inclusive. */
export interface ActivationParameter {
  readonly name: 'slope' | 'alpha' | 'omega';
  readonly default: number;
  readonly from: number;
  readonly to: number;
  readonly description: string;
}

/** An activation that an experiment can name, and how to make it from its parameter, if it has one. */
export interface ActivationKind {
  readonly parameter?: ActivationParameter;
  make(parameter: number): Activation;
}

/** The elementwise activations that an experiment can name. Defaults are PyTorch's. */
export const activationKinds = {
  sigmoid: { make: () => sigmoid },
  tanh: { make: () => tanh },
  relu: { make: () => relu },
  identity: { make: () => identity },
  leakyRelu: {
    parameter: { name: 'slope', default: 0.01, from: 0, to: 1, description: 'Slope below 0.' },
    make: leakyRelu,
  },
  prelu: {
    parameter: {
      name: 'slope',
      default: 0.25,
      from: -1,
      to: 1,
      description: 'First slope below 0; it is learned.',
    },
    make: slope => prelu(() => slope),
  },
  elu: {
    parameter: { name: 'alpha', default: 1, from: 0, to: 1000, description: 'α in α (eᶻ − 1), below 0.' },
    make: elu,
  },
  selu: { make: () => selu },
  celu: {
    parameter: {
      name: 'alpha',
      default: 1,
      from: 0.001,
      to: 1000,
      description: 'α in α (e^(z/α) − 1), below 0.',
    },
    make: celu,
  },
  gelu: { make: () => gelu },
  geluTanh: { make: () => geluTanh },
  silu: { make: () => silu },
  mish: { make: () => mish },
  softplus: { make: () => softplus },
  softsign: { make: () => softsign },
  hardTanh: { make: () => hardTanh },
  hardSigmoid: { make: () => hardSigmoid },
  relu6: { make: () => relu6 },
  sin: {
    parameter: {
      name: 'omega',
      default: 1,
      from: 0.001,
      to: 1000,
      description: 'ω in sin(ω z), in radians.',
    },
    make: sin,
  },
} as const satisfies Readonly<Record<string, ActivationKind>>;

type Kinds = typeof activationKinds;
export type ActivationName = keyof Kinds;

/** A kind, and its parameter by name if it has one. */
export type ActivationSettings = {
  [Kind in ActivationName]: { readonly kind: Kind } & (Kinds[Kind] extends {
    parameter: { name: infer Name extends string };
  }
    ? { readonly [name in Name]: number }
    : unknown);
}[ActivationName];

/** The activation with its parameter bound; that of prelu keeps its initial value. */
export function activationOf({ kind, ...parameters }: ActivationSettings): Activation {
  const { parameter, make }: ActivationKind = activationKinds[kind];
  const values: Partial<Record<ActivationParameter['name'], number>> = parameters;
  return make(parameter ? values[parameter.name]! : Number.NaN);
}

/** The settings of an activation given by name only. */
export function defaultSettings(name: ActivationName): ActivationSettings {
  const { parameter }: ActivationKind = activationKinds[name];
  return { kind: name, ...(parameter && { [parameter.name]: parameter.default }) } as ActivationSettings;
}

const names = Object.keys(activationKinds) as ActivationName[];

/** Each activation by name, with the default of its parameter. */
export const activations = Object.fromEntries(
  names.map(name => [name, activationOf(defaultSettings(name))]),
) as Readonly<Record<ActivationName, Activation>>;

/** φ′(z) */
export function slope(activation: Activation, z: number): number {
  return activation.backward(1, activation.forward(z), z);
}
