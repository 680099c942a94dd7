import { labelOf } from '../text/labelOf.ts';

/** A number in the settings of a kind; the bounds are inclusive, `to` unless it is `below`. Without a default an experiment must give it. */
export interface Setting {
  readonly default?: number;
  readonly from: number;
  readonly to: number;
  readonly description: string;
  /** Whether it has no fraction. */
  readonly whole?: boolean;
  readonly below?: boolean;
  /** Its name in PyTorch's module; by default its own. */
  readonly torch?: string;
  /** What a menu starts with; by default the default. */
  readonly start?: number;
  /** Names of other settings of the kind and the values that they must have for this one to matter: menus hide it otherwise. */
  readonly when?: Readonly<Record<string, readonly string[]>>;
}

export type Settings<Name extends string = string> = Readonly<Record<Name, Setting>>;

/** One of several names in the settings of a kind. */
export interface Choice<Name extends string = string> {
  readonly choices: readonly Name[];
  readonly default: Name;
  readonly description: string;
}

/** True or false in the settings of a kind. */
export interface Flag {
  readonly flag: true;
  readonly default: boolean;
  readonly description: string;
}

/** The value of a setting: one of its names if it is a choice, else a number. */
export type ValueOf<Rule> = Rule extends { readonly choices: readonly (infer Name)[] } ? Name : number;

/** The values of all settings of a kind. */
export type ValuesOf<Rules> = { readonly [Name in keyof Rules]: ValueOf<Rules[Name]> };

/** What all kinds have that an experiment can name. */
export interface Kind<Name extends string = string> {
  /** Its name in menus; by default it is made from its name in experiments. */
  readonly label?: string;
  /** Its numbers, in the order in which an experiment shows them. */
  readonly settings?: Settings<Name>;
}

/** A kind by name and the values of its settings, for each of `Kinds`. */
export type SettingsOf<Kinds> = {
  [Name in keyof Kinds]: { readonly kind: Name } & (Kinds[Name] extends {
    readonly settings: infer Own;
  }
    ? ValuesOf<Own>
    : unknown);
}[keyof Kinds];

/** Each kind of a program's own by its name, with the values of its settings: see {@link OwnActivations}. */
export type OwnSettings<Own> = {
  [Name in keyof Own]: { readonly kind: Name } & Readonly<Own[Name]>;
}[keyof Own];

let changes = 0;

/** How many kinds the program has added to the built-in ones. */
export const kindsAdded = (): number => changes;

/** Adds a kind to those of a thing; throws `RangeError` if its name cannot be one, or is taken or reserved. */
export function addKind(
  thing: string,
  kinds: object,
  name: string,
  kind: object,
  reserved: readonly string[] = [],
): void {
  if (!/^[a-z][A-Za-z0-9]{0,63}$/.test(name)) {
    const rule = 'a name of at most 64 letters and digits, the first a small letter';
    throw new RangeError(`${thing}: expected ${rule}, got ${JSON.stringify(name)}`);
  }
  if (name in kinds || reserved.includes(name))
    throw new RangeError(`${thing}: expected a name that is not taken, got "${name}"`);
  Object.assign(kinds, { [name]: kind });
  changes++;
}

/** The kind of this name; throws `RangeError` if there is none. */
export function kindNamed<Any>(thing: string, kinds: Readonly<Record<string, Any>>, name: string): Any {
  if (Object.hasOwn(kinds, name)) return kinds[name];
  throw new RangeError(`${thing}: expected ${Object.keys(kinds).join(' or ')}, got ${JSON.stringify(name)}`);
}

/** A value that follows from the kinds: made when it is needed, and anew after a kind was added. */
export function fromKinds<Value>(make: () => Value): () => Value {
  let made: { readonly value: Value; readonly at: number } | undefined;
  return () => {
    if (made?.at !== changes) made = { value: make(), at: changes };
    return made.value;
  };
}

/** The settings of a kind at their defaults. */
export function defaultsOf({ settings = {} }: Kind): Record<string, number | undefined> {
  return Object.fromEntries(Object.entries(settings).map(([name, setting]) => [name, setting.default]));
}

/** The names and labels of kinds, for a menu. */
export function labelsOf<Name extends string>(
  kinds: Readonly<Record<Name, Pick<Kind, 'label'>>>,
): [Name, string][] {
  return Object.entries<Pick<Kind, 'label'>>(kinds).map(([name, { label }]) => [
    name as Name,
    label ?? labelOf(name),
  ]);
}
