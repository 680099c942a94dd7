import { z } from 'zod';
import { type InitKind, type InitSettings, initializers } from '../network/initializer/index.ts';
import type { InitSetting } from '../network/initializer/initializer.ts';
import { byKind, mapping, number } from './rules.ts';

const kinds = Object.keys(initializers) as InitKind[];

function settingsOf(kind: InitKind): [name: string, rule: InitSetting][] {
  return Object.entries(initializers[kind].settings);
}

function numberRule({ from, to, description, default: value }: InitSetting) {
  const rule = number(from, to);
  return (value === undefined ? rule : rule.default(value)).describe(description);
}

const [first, ...others] = kinds.map(kind =>
  mapping({
    kind: z.literal(kind),
    ...Object.fromEntries(settingsOf(kind).map(([name, rule]) => [name, numberRule(rule)])),
  }),
);

/** The kinds whose settings all have a default: their name alone suffices. */
const plainKinds = kinds.filter(kind => settingsOf(kind).every(([, rule]) => rule.default !== undefined));

/** The error for the bare name of a kind that needs a number. */
function nameError({ input }: { readonly input?: unknown }): string | undefined {
  const kind = kinds.find(kind => kind === input);
  return kind && `{ kind: ${[kind, ...settingsOf(kind).map(([name]) => name)].join(', ')} } with its number`;
}

function withDefaults(kind: InitKind): InitSettings {
  const values = settingsOf(kind).map(([name, rule]) => [name, rule.default]);
  return { kind, ...Object.fromEntries(values) };
}

/** How a layer's parameters start: a name or { kind, … }; always the latter after parsing. */
export const initSchema = z
  .union([
    byKind(kinds, [first, ...others]),
    z.enum(plainKinds, { error: nameError }).transform(withDefaults),
  ])
  .transform(settings => settings as InitSettings)
  .describe('How weights and biases start: a name, or { kind, … } with the numbers that it takes.');
