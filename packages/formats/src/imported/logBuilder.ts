import {
  deriveSeries,
  type ImportedRun,
  type LoggedLayer,
  type LoggedSeries,
  mergeColumns,
  type RunDetail,
} from 'gradscope';
import { FormatError, type Place } from '../formatError.ts';
import { denseShapes, type Matrix } from './denseShapes.ts';
import { layerOrder } from './layerOrder.ts';
import { LAYER_QUANTITIES, type LayerQuantity, quantityOf, type Statistic } from './quantities.ts';
import { readTag } from './readTag.ts';
import type { TagMeaning, TagShape } from './tagMeaning.ts';
import { meaningByRule, type TagRule } from './tagRules.ts';
import { type TagUse, tagUse } from './tagUse.ts';
import type { ValueStatistics } from './valueStatistics.ts';

/** A run, and what its log's tags were read as. */
export interface ImportedLog {
  readonly run: ImportedRun;
  readonly tags: readonly TagUse[];
}

export interface ImportOptions {
  /** Rules that come before what is understood anyway, the first that matches. */
  readonly rules?: readonly TagRule[] | undefined;
  /** The layers in forward order; others are left out. By default all, in the order of {@link layerOrder}. */
  readonly layers?: readonly string[] | undefined;
}

/** What is known of a layer besides its name. */
export type LayerFacts = Partial<Omit<LoggedLayer, 'name'>> & {
  /** Its weights’ shape, of which it is not known which side is the inputs’. */
  readonly matrix?: Matrix;
};

const STATISTICS: readonly Statistic[] = ['l1', 'l2', 'mean', 'max', 'zeros'];

/** As many steps times layers any series may have, and so many for each number that was logged. */
const LEAST_CELLS = 2 ** 20;
const MOST_CELLS = 16;

interface Points {
  readonly step: number[];
  readonly value: number[];
  /** Whether they are estimates. */
  readonly estimated: boolean;
}

/** What was logged under one tag. */
interface TagLog {
  readonly meaning: TagMeaning;
  /** Where it was logged first. */
  readonly place: () => Place;
  points: number;
  /** Values under it, looked at or not, where the log's reader counts them. */
  logged: number;
  readonly series: Map<LayerQuantity | 'loss' | 'accuracy', Points>;
  /** Of norms that are estimated, the largest possible one over the smallest, at worst; 1 where none is. */
  normWithin: number;
}

/** A tag that is taken of those that are read as the same. */
interface ChosenTag {
  readonly tag: string;
  readonly layer: string;
  readonly points: Points;
}

/** Gathers what a log holds, entry by entry, and makes a run of it: as often as asked, so that a log can grow. */
export class LogBuilder {
  private readonly name: string;
  private readonly options: ImportOptions;
  private readonly tags = new Map<string, TagLog>();
  private readonly facts = new Map<string, LayerFacts>();
  private declared: readonly string[] | undefined;
  /** Where what is added next stands in its file: kept up by what reads the file. */
  here: () => Place = () => ({ file: this.name });
  /** Says what a log of schema 2 has besides, as far as it was read. */
  detail: (() => RunDetail) | undefined;

  constructor(name: string, options: ImportOptions = {}) {
    this.name = name;
    this.options = options;
  }

  /** Says the layers in forward order, as a log may that knows them. */
  declareLayers(names: readonly string[]): void {
    this.declared = names;
  }

  /** Adds to what is known of a layer. */
  know(layer: string, facts: LayerFacts): void {
    this.facts.set(layer, { ...this.facts.get(layer), ...facts });
  }

  /** One number. */
  add(tag: string, step: number, value: number): void {
    const log = this.logOf(tag, 'number');
    log.points++;
    const { meaning } = log;
    if (meaning.kind === 'layer' || meaning.kind === 'run') push(log, meaning.quantity, step, value);
  }

  /** Statistics of many values. */
  addValues(tag: string, step: number, statistics: ValueStatistics): void {
    const log = this.logOf(tag, 'values');
    log.points++;
    const { meaning } = log;
    if (meaning.kind !== 'values') return;
    for (const statistic of STATISTICS) {
      const quantity = quantityOf(meaning.thing, statistic);
      const value = statistics[statistic];
      const estimated = statistics.estimated?.includes(statistic);
      if (quantity && value !== undefined) push(log, quantity, step, value, estimated);
    }
    log.normWithin = Math.max(log.normWithin, statistics.normWithin ?? 1);
    const isOfWeights = meaning.thing === 'grad' || meaning.thing === 'weight';
    if (isOfWeights && statistics.count !== null) this.know(meaning.layer, { size: statistics.count });
  }

  /** A number whose meaning the log itself says. */
  addKnown(layer: string, quantity: LayerQuantity, step: number, value: number): void {
    const tag = `${quantity} of ${layer}`;
    let log = this.tags.get(tag);
    if (!log) {
      log = newLog({ kind: 'layer', quantity, layer }, this.here);
      this.tags.set(tag, log);
    }
    log.points++;
    push(log, quantity, step, value);
  }

  /** Counts what was logged under a tag; it says how much there is of one of which nothing was added. */
  countLogged(tag: string, points: number, shape: TagShape): void {
    this.logOf(tag, shape).logged += points;
  }

  /** Says why what was logged under a tag is of no use here. */
  setAside(tag: string, points: number, why: string): void {
    const log = this.tags.get(tag) ?? newLog({ kind: 'aside', why }, this.here);
    log.points += points;
    this.tags.set(tag, log);
  }

  /** Whether a tag means anything that is kept: what is not need not be decoded. */
  wants(tag: string, shape: TagShape): boolean {
    const { kind } = this.logOf(tag, shape).meaning;
    return kind !== 'unknown' && kind !== 'aside';
  }

  /** The run as far as it is known. */
  finish(): ImportedLog {
    const chosen = this.chosen();
    const layers = this.layerNames(chosen);
    const series: Record<string, LoggedSeries> = {};
    for (const quantity of [...LAYER_QUANTITIES, 'loss', 'accuracy'] as const) {
      const columns = quantity === 'loss' || quantity === 'accuracy' ? [''] : layers;
      const logged = columns.map(layer => chosen.get(`${quantity} ${layer}`));
      if (logged.some(one => one !== undefined)) series[quantity] = this.merged(quantity, logged);
    }
    if (series.accuracy) series.accuracy = asShares(series.accuracy);
    const shapes = denseShapes(layers.map(name => this.facts.get(name)?.matrix));
    const known = layers.map((name, l) => this.layerOf(name, shapes?.[l]));
    return {
      run: {
        name: this.name,
        layers: known,
        series: deriveSeries(series, known),
        ...(this.detail && { detail: this.detail() }),
      },
      tags: this.uses(chosen, layers),
    };
  }

  /** A row for each step and a column for each layer, of which a log may have far more than numbers. */
  private merged(quantity: string, chosen: readonly (ChosenTag | undefined)[]): LoggedSeries {
    const points = chosen.map(one => one?.points);
    const logged = points.reduce((sum, one) => sum + (one?.step.length ?? 0), 0);
    const most = LEAST_CELLS + MOST_CELLS * logged;
    if (logged * points.length > most) {
      const rows = new Set(points.flatMap(one => Array.from(one?.step ?? []))).size;
      const rule = `at most ${most} pairs of a step and a layer of ${quantity} for ${logged} numbers`;
      if (rows * points.length > most) {
        throw new FormatError({ ...this.lastBegun(chosen), rule, got: rows * points.length });
      }
    }
    return mergeColumns(points);
  }

  /** Where the tag that came up last of these was logged first. */
  private lastBegun(chosen: readonly (ChosenTag | undefined)[]): Place {
    const own = new Set(chosen.map(one => one?.tag));
    const last = [...this.tags].findLast(([tag]) => own.has(tag));
    return last ? last[1].place() : this.here();
  }

  private logOf(tag: string, shape: TagShape): TagLog {
    let log = this.tags.get(tag);
    if (!log) {
      const byRule = this.options.rules?.map(rule => meaningByRule(rule, tag, shape)).find(Boolean);
      log = newLog(byRule ?? readTag(tag, shape), this.here);
      this.tags.set(tag, log);
    }
    return log;
  }

  /** Of tags that are read as the same, one that is no estimate, the one with the most points, or else the first. */
  private chosen(): Map<string, ChosenTag> {
    const chosen = new Map<string, ChosenTag>();
    for (const [tag, { meaning, series }] of this.tags) {
      const layer = 'layer' in meaning ? meaning.layer : '';
      for (const [quantity, points] of series) {
        const before = chosen.get(`${quantity} ${layer}`);
        if (!before || isBetter(points, before.points)) {
          chosen.set(`${quantity} ${layer}`, { tag, layer, points });
        }
      }
    }
    return chosen;
  }

  private layerNames(chosen: ReadonlyMap<string, { layer: string }>): string[] {
    const found = new Set([...chosen.values()].map(({ layer }) => layer).filter(layer => layer !== ''));
    const said = this.options.layers ?? this.declared;
    if (!said) return layerOrder([...found]);
    const wanted = new Set(said);
    const others = this.options.layers ? [] : layerOrder([...found].filter(name => !wanted.has(name)));
    return [...[...wanted].filter(name => found.has(name)), ...others];
  }

  private layerOf(name: string, shape: Matrix | undefined): LoggedLayer {
    const { fanIn, fanOut, size, activation } = this.facts.get(name) ?? {};
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

  private uses(chosen: ReadonlyMap<string, { tag: string }>, layers: readonly string[]): TagUse[] {
    const used = new Set([...chosen.values()].map(({ tag }) => tag));
    const known = new Set(layers);
    return [...this.tags].map(([tag, { meaning, points, logged, series, normWithin }]) => {
      const isKept = series.size > 0;
      return tagUse(
        { tag, meaning, points: points || logged, normWithin, isKept, isChosen: used.has(tag) },
        known,
      );
    });
  }
}

const newLog = (meaning: TagMeaning, place: () => Place): TagLog => ({
  meaning,
  place,
  points: 0,
  logged: 0,
  series: new Map(),
  normWithin: 1,
});

function isBetter(points: Points, before: Points): boolean {
  if (points.estimated !== before.estimated) return before.estimated;
  return points.step.length > before.step.length;
}

function push(
  { series }: TagLog,
  quantity: LayerQuantity | 'loss' | 'accuracy',
  step: number,
  value: number,
  estimated = false,
): void {
  let points = series.get(quantity);
  if (!points) {
    points = { step: [], value: [], estimated };
    series.set(quantity, points);
  }
  points.step.push(step);
  points.value.push(value);
}

/** Percent are taken for what they are. */
function asShares(accuracy: LoggedSeries): LoggedSeries {
  const isPercent = accuracy.values.some(value => value > 1);
  return isPercent ? { ...accuracy, values: accuracy.values.map(value => value / 100) } : accuracy;
}
