import { z } from 'zod';
import { fromKinds, type OwnSettings as SettingsOfOwn } from '../kinds/kind.ts';
import type { OwnLayers } from '../kinds/own.ts';
import type { InitSettings } from '../network/initializer/index.ts';
import { type BuiltInBetween, type BuiltInBetweens, betweenKinds } from '../network/layers/between.ts';
import { type BuiltInLayer, type BuiltInLayers, layerKinds } from '../network/layers/index.ts';
import { type LayerSetting, SHARED_SETTINGS, type SharedSetting } from '../network/layers/layerKind.ts';
import { activationSchema } from './activationSettings.ts';
import { initSchema } from './initSettings.ts';
import { type GivenKind, ruleOf } from './kindSchema.ts';
import { byKind, listOf, mapping, number, whole } from './rules.ts';

/** The bounds of a network's layers: beyond them a run could not be held in memory. */
export const LAYER_LIMITS = { layers: 1000, width: 100_000, dropout: 0.99 } as const;

const width = whole(1, LAYER_LIMITS.width);
export const normalization = z.enum(['none', 'batch', 'layer', 'rms']);
export const residual = z.enum(['none', 'identity']);
export const dropout = number(0, LAYER_LIMITS.dropout);

/** The settings that a hidden layer may have in place of the network's. */
const shared = () => ({
  width,
  activation: activationSchema().optional(),
  init: initSchema().optional(),
  normalization: normalization.optional(),
  residual: residual.optional(),
  dropout: dropout.optional(),
});
type Shared = z.ZodObject<ReturnType<typeof shared>>;

/** A hidden layer that says more than its width. Besides, it has the settings of its kind. */
export type LayerItem = Partial<z.infer<Shared>> & {
  readonly kind?: string;
  /** The layers inside a block. */
  readonly layers?: readonly HiddenItem[];
};
/** A hidden layer: its width, or more. */
export type HiddenItem = number | LayerItem;

type GivenShared = z.input<Shared>;
type GivenInit = z.input<ReturnType<typeof initSchema>>;

/** How a document gives the value of a setting. */
type GivenValue<Rule> = Rule extends { readonly choices: readonly (infer Name)[] }
  ? Name
  : Rule extends { readonly names: readonly (infer Name)[] }
    ? number | Name
    : Rule extends { readonly flag: true }
      ? boolean
      : Rule extends { readonly init: InitSettings }
        ? GivenInit
        : number;

type HasDefault = { readonly default: unknown } | { readonly init: InitSettings };

/** The settings of a kind: those with a default may be left out. */
type GivenSettings<Kind> = Kind extends { readonly settings: infer Rules }
  ? {
      readonly [Name in keyof Rules as Rules[Name] extends HasDefault ? Name : never]?: GivenValue<
        Rules[Name]
      >;
    } & {
      readonly [Name in keyof Rules as Rules[Name] extends HasDefault ? never : Name]: GivenValue<
        Rules[Name]
      >;
    }
  : unknown;

/** What a kind takes of the settings that layers share. */
type GivenTaken<Kind> = Kind extends { readonly takes: readonly (infer Taken)[] }
  ? Pick<GivenShared, Taken & keyof GivenShared>
  : GivenShared;

/** An interface, since a type would refer to itself. */
interface GivenLayers {
  readonly layers: readonly GivenLayer[];
}

type GivenInner<Kind> = Kind extends { readonly holdsLayers: true } ? GivenLayers : unknown;

type GivenBuiltIn = {
  [Name in Exclude<BuiltInLayer, 'dense'>]: { readonly kind: Name } & GivenTaken<BuiltInLayers[Name]> &
    GivenSettings<BuiltInLayers[Name]> &
    GivenInner<BuiltInLayers[Name]>;
}[Exclude<BuiltInLayer, 'dense'>];

type GivenBetween = {
  [Name in BuiltInBetween]: { readonly kind: Name } & GivenSettings<BuiltInBetweens[Name]>;
}[BuiltInBetween];

type GivenOwn = Omit<Partial<GivenShared>, 'kind'> & Exclude<GivenKind<SettingsOfOwn<OwnLayers>>, string>;

type GivenLayer =
  | number
  | (GivenShared & { readonly kind?: 'dense' })
  | GivenBuiltIn
  | GivenBetween
  | GivenOwn
  | (GivenLayers & { readonly repeat: number });

/** How a document gives the hidden layers. */
export type GivenHidden = readonly GivenLayer[] | { readonly layers: number; readonly width: number };

function settingRule(setting: LayerSetting): z.ZodType {
  if ('init' in setting) return initSchema().default(setting.init).describe(setting.description);
  if (!('number' in setting)) return ruleOf(setting);
  const { from, to } = setting.number;
  const error = `a number from ${from} to ${to}, or ${setting.names.map(name => JSON.stringify(name)).join(' or ')}`;
  return z
    .union([number(from, to), z.enum(setting.names)], { error })
    .default(setting.default)
    .describe(setting.description);
}

function rulesOfLayer(settings: Readonly<Record<string, LayerSetting>>, takes: readonly SharedSetting[]) {
  const all = shared();
  const own = Object.entries(settings).map(([name, setting]) => [name, settingRule(setting)]);
  return { ...Object.fromEntries(takes.map(name => [name, all[name]])), ...Object.fromEntries(own) };
}

const layerOfKind = () => {
  const { dense: _, ...others } = layerKinds;
  const dense = mapping({ ...shared(), kind: z.literal('dense').optional() });
  const kinds = Object.entries(others).map(
    ([kind, { settings = {}, takes = SHARED_SETTINGS, holdsLayers }]) =>
      mapping({
        kind: z.literal(kind),
        ...rulesOfLayer(settings, takes),
        ...(holdsLayers && {
          layers: z.lazy(() => hiddenList()).describe('The layers inside, from its input on.'),
        }),
      }),
  );
  const between = Object.entries(betweenKinds).map(([kind, { settings = {} }]) =>
    mapping({ kind: z.literal(kind), ...rulesOfLayer(settings, []) }),
  );
  return byKind([...Object.keys(layerKinds), ...Object.keys(betweenKinds)], [dense, ...kinds, ...between]);
};

const repeated = () =>
  mapping({
    repeat: whole(0, LAYER_LIMITS.layers).describe('How many times these layers follow one another.'),
    layers: z.lazy(() => hiddenList()),
  }).transform(({ repeat, layers }) => Array.from({ length: repeat }, () => layers).flat());

const listRule = 'a list of widths, or { layers, width }';
const tooMany = (list: readonly unknown[]) => list.length <= LAYER_LIMITS.layers;

/** Hidden layers one after the other; what is repeated is written out. */
const hiddenList = fromKinds((): z.ZodType<HiddenItem[], GivenLayer[]> => {
  const item = z.union([width, layerOfKind(), repeated()], {
    error: `a width from 1 to ${LAYER_LIMITS.width}, or { width, activation, init }`,
  });
  const list = listOf(item, { error: listRule, most: LAYER_LIMITS.layers, things: 'layers' })
    .transform(items => items.flat(1))
    .refine(tooMany, { error: `at most ${LAYER_LIMITS.layers} layers` });
  return list as unknown as z.ZodType<HiddenItem[], GivenLayer[]>;
});

/** The schema of `hidden`. */
export const hiddenSchema = (): z.ZodType<HiddenItem[], GivenHidden> =>
  z
    .union(
      [
        hiddenList(),
        mapping({ layers: whole(0, LAYER_LIMITS.layers), width }).transform(({ layers, width }) =>
          Array<number>(layers).fill(width),
        ),
      ],
      { error: listRule },
    )
    .describe(
      'The hidden layers, from the input on: widths, or { layers, width } for equal ones. A layer may be an object with its own activation, init, normalization, residual and dropout, and with a kind: recurrent, convolution, attention, block, embedding; pool, positions and normalize stand between layers; { repeat, layers } repeats some.',
    ) as unknown as z.ZodType<HiddenItem[], GivenHidden>;
