import type { Activation } from '../../engine/engine.ts';
import type { Kind, Settings } from '../../kinds/kind.ts';

/** An activation with settings, and how it is made from their values. */
export interface ActivationKind<Name extends string = string> extends Kind<Name> {
  readonly settings: Settings<Name>;
  /** The activation; its name is that by which experiments know the kind. */
  make(values: Readonly<Record<Name, number>>): Activation;
}

/** Ties the names of the settings to those that `make` reads. */
export const activationKind = <Name extends string>(kind: ActivationKind<Name>): ActivationKind<Name> => kind;
