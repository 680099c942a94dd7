import {
  type BetweenSettings,
  type InitializedLayer,
  type InitSettings,
  type LayerValues,
  type Shape,
  shapeInto,
} from 'gradscope';
import { exportOf } from '../kinds/exportOf.ts';
import { startText } from './initPart.ts';
import { call } from './pythonText.ts';
import type { ScriptPlan } from './scriptPlan.ts';

/** How the scripts of one library write layers. */
export interface ScriptLayers {
  /** By kind of layer, the expression that makes one. */
  readonly layers: Readonly<Record<string, LayerText>>;
  /** By kind of what stands between layers, the expression of one that is given this shape. */
  readonly between: Readonly<Record<string, (values: LayerValues, shape: Shape) => string>>;
  /** The class of parts that follow one another. */
  readonly sequence: string;
  /** The classes and functions that expressions use, by name, in the order of their definition: a script has those it uses. */
  readonly parts: Readonly<Record<string, (plan: ScriptPlan) => string>>;
}

export type LayerText = (layer: InitializedLayer, within: Within) => string;

/** What a layer's expression needs from around it. */
export interface Within {
  /** The call that draws a matrix with its biases, and scales the matrix if a block around the layer says so. */
  start(init: InitSettings, rows: number, columns: number): string;
  /** The same for the queries and keys of an attention. */
  startOfQueries(init: InitSettings, rows: number, columns: number): string;
  /** The expressions of the layers inside, whose matrices start times `factor`. */
  inner(factor: number): string[];
}

/** The factors of the matrices of a layer, and of those for its queries and keys. */
interface Factors {
  readonly all: number;
  readonly queries: number;
}

/** The expression of a layer with what stands before it. */
export function layerText(
  library: ScriptLayers,
  layer: InitializedLayer,
  factors: Factors = { all: 1, queries: 1 },
): string {
  const { settings } = layer;
  const { before = [], of } = settings;
  const parts = before.map((one, i) =>
    betweenText(library, one, shapeInto({ ...settings, before: before.slice(0, i) })),
  );
  const own = exportOf(
    'script',
    'layer',
    library.layers,
    of?.kind ?? 'dense',
  )(layer, {
    start: (...given) => scaledStart(factors.all, ...given),
    startOfQueries: (...given) => scaledStart(factors.queries, ...given),
    inner: factor =>
      (of?.inner ?? []).map(one =>
        layerText(library, one, { all: factors.all * factor, queries: factors.all }),
      ),
  });
  return parts.length === 0 ? own : call(library.sequence, [...parts, own]);
}

function betweenText(library: ScriptLayers, { kind, values }: BetweenSettings, shape: Shape): string {
  return exportOf('script', 'layer', library.between, kind)(values, shape);
}

function scaledStart(factor: number, init: InitSettings, rows: number, columns: number): string {
  const start = startText(init, rows, columns);
  return factor === 1 ? start : `scaled(${factor}, ${start})`;
}

/** The parts that the text uses, and those that they use. */
export function partsText({ parts }: ScriptLayers, plan: ScriptPlan, text: string): string {
  const needed: string[] = [];
  let using = text;
  for (const [name, code] of Object.entries(parts).reverse()) {
    if (!new RegExp(`\\b${name}[()]`).test(using)) continue;
    needed.unshift(code(plan));
    using += needed[0];
  }
  return needed.join('\n\n\n');
}

/** The same expression `count` times, as a list. */
export const listOf = (text: string, count: number): string =>
  count === 1 ? `[${text}]` : `[${text} for _ in range(${count})]`;
