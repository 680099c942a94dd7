import type { RandomState } from 'gradscope';
import type { Document } from '../bases.ts';
import type { Injection } from '../faults/fault.ts';
import type { StructuredDesign } from './designs.ts';

/** A fault put into a network that is no plain stack of dense layers. */
export interface StructuredInjection extends Injection {
  /** For a signal that is lost or gained: on its way through layers or through positions. */
  readonly axis?: 'depth' | 'time';
}

/** A rule that makes such faults. */
export interface StructuredFault {
  readonly name: string;
  readonly families: readonly StructuredDesign['family'][];
  /** In place of the design's own. */
  readonly data?: readonly Readonly<Record<string, unknown>>[];
  readonly inject: (base: Document, random: RandomState) => StructuredInjection;
}
