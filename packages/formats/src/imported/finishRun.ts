import {
  deriveSeries,
  type ImportedRun,
  type LoggedLayer,
  type LoggedSeries,
  mergeColumns,
  type RunDetail,
} from 'gradscope';
import { FormatError, type Place } from '../formatError.ts';
import { type ChosenTag, chooseTags } from './chosenTags.ts';
import { denseShapes, type Matrix } from './denseShapes.ts';
import type { LayerFacts } from './layerFacts.ts';
import { orderLayers } from './layerOrder.ts';
import { mapOffer } from './mapOffer.ts';
import { normLayers } from './normLayers.ts';
import { LAYER_QUANTITIES, RUN_QUANTITIES } from './quantities.ts';
import { runNotes } from './runNotes.ts';
import { shownNames } from './shownNames.ts';
import type { TagLog, Tags } from './tagLog.ts';
import { type TagUse, tagUse } from './tagUse.ts';

/** A run, and how the tags of its log were read. */
export interface ImportedLog {
  readonly run: ImportedRun;
  readonly tags: readonly TagUse[];
}

/** The facts about a run after reading its log. */
export interface RunParts {
  readonly name: string;
  readonly tags: Tags;
  readonly facts: ReadonlyMap<string, LayerFacts>;
  /** The layers in forward order, as the log declares them. */
  readonly declared: readonly string[] | undefined;
  /** The layers that the user selected. */
  readonly layers: readonly string[] | undefined;
  readonly detail: (() => RunDetail) | undefined;
  readonly countsEpochs: boolean;
  readonly here: () => Place;
}

/** Any series may have this many steps times layers, plus as many for each logged number. */
const LEAST_CELLS = 2 ** 20;
const MOST_CELLS = 16;

/** @throws FormatError if the log has far more steps and layers than numbers */
export function finishRun(parts: RunParts): ImportedLog {
  const { name, facts, detail } = parts;
  const tags = parts.declared || detail ? parts.tags : withoutNorms(parts);
  const choice = chooseTags(tags);
  const { chosen } = choice;
  const { names, isKnown } = layerNames(parts, chosen);
  const series: Record<string, LoggedSeries> = {};
  // A log may have very many layers: only those with logged values are looked up.
  const logged = new Set([...chosen.keys()].map(key => key.slice(0, key.indexOf(' '))));
  for (const quantity of [...LAYER_QUANTITIES, ...RUN_QUANTITIES].filter(one => logged.has(one))) {
    const columns = RUN_QUANTITIES.some(one => one === quantity) ? [''] : names;
    const points = columns.map(layer => chosen.get(`${quantity} ${layer}`));
    if (points.some(one => one !== undefined))
      series[quantity] = merged(quantity, points, { ...parts, tags });
  }
  for (const quantity of ['accuracy', 'val_accuracy'] as const) {
    if (series[quantity]) series[quantity] = asShares(series[quantity]);
  }
  const shapes = denseShapes(names.map(layer => facts.get(layer)?.matrix));
  const layers = names.map((layer, l) => layerOf(layer, facts.get(layer), shapes?.[l]));
  const uses = usesOf(tags, chosen, names);
  const known = { layers, series: deriveSeries(series, layers) };
  const details = detail?.();
  // Names in a log are other people's text: from here on they may be shown as they are.
  return shownNames({
    run: {
      name,
      ...known,
      ...(!isKnown && { orderKnown: false }),
      ...((parts.countsEpochs || isOfEpochs(chosen)) && { stepUnit: 'epoch' }),
      ...(hasUnreadGradients(uses) && { hasUnreadGradients: true }),
      ...(choice.lossParts.length > 0 && { lossParts: choice.lossParts }),
      notes: runNotes({ ...known, ...choice, uses, detail: details, isOrderKnown: isKnown }),
      ...(details && { detail: details }),
    },
    tags: uses,
  });
}

/** Keras uses these names for records once per epoch. */
const isOfEpochs = (chosen: ReadonlyMap<string, ChosenTag>): boolean =>
  /(?:^|\/)epoch_/.test(chosen.get('loss ')?.tag ?? '');

const hasUnreadGradients = (uses: readonly TagUse[]): boolean =>
  mapOffer(uses).length > 0 || uses.some(({ tag, use }) => use === 'not understood' && /grad/i.test(tag));

const NORM = { kind: 'aside', why: 'of a normalization’s scale or shift' } as const;

/** The tags, setting aside those of normalizations that only the whole log reveals. */
function withoutNorms({ tags, facts }: RunParts): Tags {
  const norms = normLayers(tags, facts);
  if (norms.size === 0) return tags;
  return new Map(
    [...tags].map(([tag, log]): [string, TagLog] => {
      const isOfNorm = 'layer' in log.meaning && norms.has(log.meaning.layer);
      return [tag, isOfNorm ? { ...log, meaning: NORM, series: new Map() } : log];
    }),
  );
}

function layerNames({ layers, declared }: RunParts, chosen: ReadonlyMap<string, ChosenTag>) {
  const found = new Set([...chosen.values()].map(({ layer }) => layer).filter(layer => layer !== ''));
  const said = layers ?? declared;
  if (!said) return orderLayers([...found]);
  const wanted = new Set(said);
  const others = layers ? [] : orderLayers([...found].filter(name => !wanted.has(name))).names;
  return { names: [...[...wanted].filter(name => found.has(name)), ...others], isKnown: true };
}

/** A row for each step and a column for each layer, which may be far more cells than numbers. */
function merged(quantity: string, chosen: readonly (ChosenTag | undefined)[], parts: RunParts): LoggedSeries {
  const points = chosen.map(one => one?.points);
  const logged = points.reduce((sum, one) => sum + (one?.step.length ?? 0), 0);
  const most = LEAST_CELLS + MOST_CELLS * logged;
  if (logged * points.length > most) {
    const rows = new Set(points.flatMap(one => Array.from(one?.step ?? []))).size;
    const rule = `at most ${most} pairs of a step and a layer of ${quantity} for ${logged} numbers`;
    if (rows * points.length > most) {
      throw new FormatError({ ...lastBegun(chosen, parts), rule, got: rows * points.length });
    }
  }
  return mergeColumns(points);
}

/** Where the last of these tags to appear was first logged. */
function lastBegun(chosen: readonly (ChosenTag | undefined)[], { tags, here }: RunParts): Place {
  const own = new Set(chosen.map(one => one?.tag));
  const last = [...tags].findLast(([tag]) => own.has(tag));
  return last ? last[1].place() : here();
}

function layerOf(name: string, facts: LayerFacts = {}, shape: Matrix | undefined): LoggedLayer {
  const { fanIn, fanOut, size, activation } = facts;
  const [rows, columns] = [fanIn ?? shape?.[0] ?? null, fanOut ?? shape?.[1] ?? null];
  const product = rows !== null && columns !== null ? rows * columns : null;
  return {
    name,
    fanIn: rows,
    fanOut: columns,
    size: size ?? product,
    activation: activation ?? null,
  };
}

function usesOf(tags: Tags, chosen: ReadonlyMap<string, ChosenTag>, layers: readonly string[]): TagUse[] {
  const used = new Set([...chosen.values()].map(({ tag }) => tag));
  const known = new Set(layers);
  return [...tags].map(([tag, { meaning, points, logged, series, normWithin }]) => {
    const isKept = series.size > 0;
    return tagUse(
      { tag, meaning, points: points || logged, normWithin, isKept, isChosen: used.has(tag) },
      known,
    );
  });
}

/** Accuracies in percent become shares. */
function asShares(accuracy: LoggedSeries): LoggedSeries {
  const isPercent = accuracy.values.some(value => value > 1);
  return isPercent ? { ...accuracy, values: accuracy.values.map(value => value / 100) } : accuracy;
}
