import type { LoggedLayer } from 'gradscope';
import type { Matrix } from './denseShapes.ts';

/** What is known of a layer besides its name. */
export type LayerFacts = Partial<Omit<LoggedLayer, 'name'>> & {
  /** Its weights’ shape, of which it is not known which side is the inputs’. */
  readonly matrix?: Matrix;
  /** Whether its weights are a vector: it scales, and mixes nothing. */
  readonly isVector?: boolean;
  /** Entries of its biases. */
  readonly biasSize?: number;
};
