import type { RandomState, SymptomKind } from 'gradscope';
import type { Design, Document } from '../bases.ts';

/** A change to the rows of the data, which then become a table. */
export interface Tampering {
  readonly kind: 'none' | 'scale' | 'feature' | 'offset' | 'shuffle' | 'rotate';
  readonly by: number;
}

/** A fault put into a healthy experiment. */
export interface Injection {
  readonly document: Document;
  readonly tampering?: Tampering;
  /** The experiment without the fault, if it differs from the base. */
  readonly twin?: Document;
  /** Hidden layers into which it was put; null if it is in none. */
  readonly layers: readonly [number, number] | null;
  /** The symptoms that name it. */
  readonly accepted: readonly SymptomKind[];
}

/** A rule that makes faults. */
export interface Fault {
  readonly name: string;
  /** Designs it makes sense for. */
  readonly designs: readonly Design[];
  readonly inject: (base: Document, random: RandomState) => Injection;
}
