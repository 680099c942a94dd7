import type { RunDetail } from 'gradscope';
import { FormatError, type Place } from '../formatError.ts';
import { finishRun, type ImportedLog } from './finishRun.ts';
import type { LayerFacts } from './layerFacts.ts';
import { type LayerQuantity, quantityOf, type Statistic } from './quantities.ts';
import { readTag } from './readTag.ts';
import { splitNetworks } from './splitNetworks.ts';
import { beginsAgain, newTagLog, pushPoint, type TagLog } from './tagLog.ts';
import type { TagMeaning, TagShape } from './tagMeaning.ts';
import { meaningByRule, type TagRule } from './tagRules.ts';
import type { ValueStatistics } from './valueStatistics.ts';

export type { ImportedLog } from './finishRun.ts';

export interface ImportOptions {
  /** Rules that take precedence over the built-in meanings; the first match counts. */
  readonly rules?: readonly TagRule[] | undefined;
  /**
   * The layers in forward order; others are left out. By default all, in the order of {@link orderLayers}.
   */
  readonly layers?: readonly string[] | undefined;
}

/** For one run: the largest networks have a few thousand. */
const MOST_TAGS = 20_000;
const LONGEST_TAG = 1000;

const STATISTICS: readonly Statistic[] = ['l1', 'l2', 'mean', 'max', 'zeros'];

/** Gathers the contents of a log, entry by entry, and makes runs from them, repeatedly if the log grows. */
export class LogBuilder {
  private readonly name: string;
  private readonly options: ImportOptions;
  /** The tags of each start of the program: a restart that writes to the same log begins another entry. */
  private readonly starts: Map<string, TagLog>[] = [new Map()];
  private readonly facts = new Map<string, LayerFacts>();
  private declared: readonly string[] | undefined;
  /** The place in its file of the next entry; the file's reader updates it. */
  here: () => Place = () => ({ file: this.name });
  /** Returns the additional contents of a log of schema 2 that were read so far. */
  detail: (() => RunDetail) | undefined;
  /** True if the log shows that its steps are epochs. */
  countsEpochs = false;
  /** The last file of arrays read into it; undefined for other kinds of logs. */
  arrayFile: string | undefined;
  /**
   * Whether entries come in the order in which they were logged, so that a step before all others means that
   * a program began again.
   */
  isInOrder = true;

  constructor(name: string, options: ImportOptions = {}) {
    this.name = name;
    this.options = options;
  }

  /** Declares the layers in forward order, if the log knows them. */
  declareLayers(names: readonly string[]): void {
    this.declared = names;
  }

  /** Adds facts about a layer. */
  know(layer: string, facts: LayerFacts): void {
    this.facts.set(layer, { ...this.facts.get(layer), ...facts });
  }

  /** Adds one number. */
  add(tag: string, step: number, value: number): void {
    const log = this.logAt(tag, 'number', step);
    log.points++;
    const { meaning } = log;
    if (meaning.kind === 'layer') pushPoint(log, meaning.quantity, { step, value });
    else if (meaning.kind === 'run') {
      pushPoint(log, meaning.quantity, { step, value: meaning.isExponential ? Math.log(value) : value });
    }
  }

  /** Statistics of many values. */
  addValues(tag: string, step: number, statistics: ValueStatistics): void {
    const log = this.logAt(tag, 'values', step);
    log.points++;
    const { meaning } = log;
    if (meaning.kind === 'aside' && meaning.biasOf && statistics.count !== null) {
      this.know(meaning.biasOf, { biasSize: statistics.count });
    }
    if (meaning.kind !== 'values') return;
    for (const statistic of STATISTICS) {
      const quantity = quantityOf(meaning.thing, statistic);
      const value = statistics[statistic];
      const estimated = statistics.estimated?.includes(statistic);
      if (quantity && value !== undefined) pushPoint(log, quantity, { step, value, estimated });
    }
    log.normWithin = Math.max(log.normWithin, statistics.normWithin ?? 1);
    const isOfWeights = meaning.thing === 'grad' || meaning.thing === 'weight';
    if (isOfWeights && statistics.count !== null) this.know(meaning.layer, { size: statistics.count });
  }

  /** Adds a number whose meaning the log declares. */
  addKnown(layer: string, quantity: LayerQuantity, step: number, value: number): void {
    const log = this.current(`${quantity} of ${layer}`, step, () => ({ kind: 'layer', quantity, layer }));
    log.points++;
    pushPoint(log, quantity, { step, value });
  }

  /** Counts the entries under a tag, including those that were not added. */
  countLogged(tag: string, points: number, shape: TagShape): void {
    this.logOf(tag, shape).logged += points;
  }

  /** Records why the entries under a tag are not used. */
  setAside(tag: string, points: number, why: string): void {
    this.current(tag, undefined, () => ({ kind: 'aside', why })).points += points;
  }

  /**
   * Whether a tag has a meaning that is kept; otherwise it need not be decoded. For biases their number is
   * kept.
   */
  wants(tag: string, shape: TagShape): boolean {
    const { meaning } = this.logOf(tag, shape);
    if (meaning.kind === 'aside') return shape === 'values' && meaning.biasOf !== undefined;
    return meaning.kind !== 'unknown';
  }

  /**
   * The runs so far: one, if the program began once and trained one network.
   *
   * @throws FormatError if the log has far more steps and layers than numbers
   */
  finish(): ImportedLog[] {
    const starts = this.starts.map(tags => splitNetworks(tags));
    return starts.flatMap((networks, i) =>
      [...networks].map(([network, tags]) =>
        finishRun({
          name: [this.name, starts.length > 1 && String(i + 1), network].filter(Boolean).join('/'),
          tags,
          facts: this.facts,
          declared: this.declared,
          layers: this.options.layers,
          detail: this.detail,
          countsEpochs: this.countsEpochs,
          here: this.here,
        }),
      ),
    );
  }

  private logOf(tag: string, shape: TagShape): TagLog {
    return this.logAt(tag, shape, undefined);
  }

  private logAt(tag: string, shape: TagShape, step: number | undefined): TagLog {
    return this.current(tag, step, () => {
      if (tag.length > LONGEST_TAG) return { kind: 'aside', why: 'a name of over 1,000 characters' };
      const byRule = this.options.rules?.map(rule => meaningByRule(rule, tag, shape)).find(Boolean);
      return byRule ?? readTag(tag, shape);
    });
  }

  /** The log of a tag since the last start of the program; a new one if it starts again at `step`. */
  private current(tag: string, step: number | undefined, meaning: () => TagMeaning): TagLog {
    let tags = this.starts.at(-1)!;
    const known = tags.get(tag);
    if (known && (step === undefined || !this.isInOrder || !beginsAgain(known, step))) return known;
    if (known) {
      tags = new Map();
      this.starts.push(tags);
    }
    if (tags.size === MOST_TAGS) refuseTags(this.here(), tag);
    const log = newTagLog(known?.meaning ?? meaning(), this.here);
    tags.set(tag, log);
    return log;
  }
}

function refuseTags(place: Place, tag: string): never {
  throw new FormatError({
    ...place,
    rule: `at most ${MOST_TAGS} names of what was logged`,
    got: `one more, ${JSON.stringify(tag.slice(0, 60))}`,
  });
}
