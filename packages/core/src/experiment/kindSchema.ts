import { z } from 'zod';
import { type Choice, defaultsOf, type Flag, type Kind, type Setting } from '../kinds/kind.ts';
import { below, byKind, mapping, number, whole } from './rules.ts';

/** How a document gives the settings of a kind: by its name, or with those that differ from the defaults. */
export type GivenKind<Parsed> = Parsed extends { readonly kind: infer Name }
  ? Name | ({ readonly kind: Name } & Partial<Parsed>)
  : never;

/**
 * `{ kind, … }` with the kind's settings, or its name alone if all of them have a default; always the former after
 * parsing.
 *
 * @param names the kinds in the order in which errors list them
 */
export function kindSchema<Parsed>(
  kinds: Readonly<Record<string, Kind>>,
  names = Object.keys(kinds),
): z.ZodType<Parsed, GivenKind<Parsed>> {
  const plain = names.filter(kind => !Object.values(defaultsOf(kinds[kind])).includes(undefined));
  /** The error for the bare name of a kind that needs a number. */
  const nameError = ({ input }: { readonly input?: unknown }) => {
    const kind = names.find(kind => kind === input);
    return (
      kind && `{ kind: ${[kind, ...Object.keys(kinds[kind].settings ?? {})].join(', ')} } with its number`
    );
  };
  return z
    .union([
      settingsSchema(kinds, rulesOf, names),
      z.enum(plain, { error: nameError }).transform(kind => ({ kind, ...defaultsOf(kinds[kind]) })),
    ])
    .transform(settings => settings as Parsed) as unknown as z.ZodType<Parsed, GivenKind<Parsed>>;
}

/** `{ kind, … }` with these rules for what a kind has besides. */
export function settingsSchema<Any extends Kind>(
  kinds: Readonly<Record<string, Any>>,
  rules: (kind: Any) => z.ZodRawShape,
  names = Object.keys(kinds),
) {
  const [first, ...others] = Object.entries(kinds).map(([kind, one]) =>
    mapping({ kind: z.literal(kind), ...rules(one) }),
  );
  return byKind(names, [first, ...others]);
}

/** The rule of each of a kind's settings. */
export function rulesOf({ settings = {} }: { readonly settings?: Readonly<Record<string, PlainSetting>> }) {
  return Object.fromEntries(Object.entries(settings).map(([name, setting]) => [name, ruleOf(setting)]));
}

/** A setting that kinds of any thing may have. */
export type PlainSetting = Setting | Choice | Flag;

/** The rule of a number, of one of several names, or of true and false. */
export function ruleOf(setting: PlainSetting): z.ZodType {
  if ('choices' in setting)
    return z.enum(setting.choices).default(setting.default).describe(setting.description);
  if ('flag' in setting)
    return z.boolean({ error: 'true or false' }).default(setting.default).describe(setting.description);
  const { whole: isWhole, below: isBelow, from, to, description, default: value } = setting;
  const rule = isWhole ? whole(from, to) : isBelow ? below(from, to) : number(from, to);
  return (value === undefined ? rule : rule.default(value)).describe(description);
}
