import {
  DETAIL_QUANTITIES,
  type DetailQuantity,
  type LoggedEvent,
  MODULE_QUANTITIES,
  type ModuleQuantity,
  PARAMETER_QUANTITIES,
  type ParameterQuantity,
  type RunDetail,
} from 'gradscope';
import type { Place } from '../../formatError.ts';
import { type Fields, isFields, numberOf, refuse, textsOf } from './fields.ts';
import type { LogHead } from './readHead.ts';
import { SeriesByName } from './seriesBuilder.ts';

const parameterQuantities: ReadonlySet<string> = new Set(PARAMETER_QUANTITIES);
const moduleQuantities: ReadonlySet<string> = new Set(MODULE_QUANTITIES);
const detailQuantities: ReadonlySet<string> = new Set(DETAIL_QUANTITIES);

/** A line of a log, with its step. */
export interface LogRow {
  readonly step: number;
  readonly fields: Fields;
  readonly place: Place;
}

/** The arrays of a line, by quantity. */
export interface RowArrays {
  readonly parameters: ReadonlyMap<ParameterQuantity, Float64Array>;
  readonly modules: ReadonlyMap<ModuleQuantity, Float64Array>;
}

/** Gathers the lines of a log of schema 2. */
export class DetailBuilder {
  readonly head: LogHead;
  private readonly parameterSeries = new SeriesByName<ParameterQuantity>();
  private readonly moduleSeries = new SeriesByName<ModuleQuantity>();
  private readonly runSeries = new SeriesByName<DetailQuantity>();
  private readonly time = new SeriesByName();
  private readonly logits = new SeriesByName();
  private readonly entropies = new SeriesByName();
  private classes: Float64Array | null = null;
  private readonly bad: LoggedEvent[] = [];
  private readonly undefined: LoggedEvent[] = [];

  constructor(head: LogHead) {
    this.head = head;
  }

  /**
   * Adds the values of schema 2 for a step.
   *
   * @returns the arrays, and the names of the fields that schema 2 does not have
   * @throws FormatError for an array whose length differs from the head's
   */
  add({ step, fields, place }: LogRow): RowArrays & { readonly others: readonly string[] } {
    const parameters = new Map<ParameterQuantity, Float64Array>();
    const modules = new Map<ModuleQuantity, Float64Array>();
    const others: string[] = [];
    for (const [name, value] of Object.entries(fields)) {
      if (parameterQuantities.has(name)) {
        parameters.set(name as ParameterQuantity, this.column(name, value, 'parameters', place));
      } else if (moduleQuantities.has(name)) {
        modules.set(name as ModuleQuantity, this.column(name, value, 'modules', place));
      } else if (!this.takeOther(name, value, step, place)) others.push(name);
    }
    for (const [name, row] of parameters) this.parameterSeries.add(name, step, row);
    for (const [name, row] of modules) this.moduleSeries.add(name, step, row);
    return { parameters, modules, others };
  }

  finish(): RunDetail {
    return {
      ...this.head,
      parameterSeries: this.parameterSeries.finish(),
      moduleSeries: this.moduleSeries.finish(),
      runSeries: this.runSeries.finish(),
      time: this.time.finish(),
      attentionLogit: this.logits.finish(),
      attentionEntropy: this.entropies.finish(),
      classes: this.classes,
      bad: [...this.bad],
      undefinedOperations: [...this.undefined],
    };
  }

  /** One number for each of the head's parameters or modules. */
  private column(name: string, value: unknown, of: 'parameters' | 'modules', place: Place): Float64Array {
    const count = this.head[of].length;
    if (Array.isArray(value) && value.length === count) return numbersOf(value);
    const rule = `${name} with ${count} values, one for each of the ${of} in line 1`;
    return refuse(place, rule, Array.isArray(value) ? value.length : value);
  }

  /** @returns whether the field is one of schema 2 */
  private takeOther(name: string, value: unknown, step: number, place: Place): boolean {
    if (detailQuantities.has(name)) {
      const number = typeof value === 'boolean' ? Number(value) : numberOf(value);
      if (number !== undefined) this.runSeries.add(name as DetailQuantity, step, Float64Array.of(number));
    } else if (name === 'time') this.addNamed(this.time, value, step, place);
    else if (name === 'attention_logit') this.addNamed(this.logits, value, step, place);
    else if (name === 'attention_entropy') this.addNamed(this.entropies, value, step, place);
    else if (name === 'classes' && Array.isArray(value)) this.classes = numbersOf(value);
    else if (name === 'bad' && typeof value === 'string') this.bad.push({ step, what: value });
    else if (name === 'undefined') {
      this.undefined.push(...textsOf(value).map(what => ({ step, what })));
    } else return false;
    return true;
  }

  /** Numbers, or lists of numbers, by the names of modules. */
  private addNamed(series: SeriesByName, value: unknown, step: number, place: Place): void {
    if (!isFields(value)) return;
    for (const [module, one] of Object.entries(value)) {
      const row = numbersOf(Array.isArray(one) ? one : [one]);
      if (!series.add(module, step, row)) refuse(place, 'lists of about one length', row.length);
    }
  }
}

/** NaN for anything that is not a number. */
const numbersOf = (values: readonly unknown[]): Float64Array =>
  Float64Array.from(values, value => numberOf(value) ?? Number.NaN);
