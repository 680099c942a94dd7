import type { RandomState, SymptomKind } from 'gradscope';
import type { Design, Document } from '../bases.ts';

/** What is done to the rows of the data, which then come as a table. */
export interface Tampering {
  readonly kind: 'none' | 'scale' | 'feature' | 'offset' | 'shuffle' | 'rotate';
  readonly by: number;
}

/** A fault put into a healthy experiment. */
export interface Injection {
  readonly document: Document;
  readonly tampering?: Tampering;
  /** The experiment without the fault, where that is not the base itself. */
  readonly twin?: Document;
  /** Hidden layers into which it was put; null if it is in none. */
  readonly layers: readonly [number, number] | null;
  /** The symptoms that name it. */
  readonly accepted: readonly SymptomKind[];
}

/** A rule by which faults are made. */
export interface Fault {
  readonly name: string;
  /** Designs it makes sense for. */
  readonly designs: readonly Design[];
  readonly inject: (base: Document, random: RandomState) => Injection;
}
