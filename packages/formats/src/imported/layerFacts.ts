import type { LoggedLayer } from 'gradscope';
import type { Matrix } from './denseShapes.ts';

/** Facts about a layer besides its name. */
export type LayerFacts = Partial<Omit<LoggedLayer, 'name'>> & {
  /** Its weights’ shape, if it is unknown which side is the inputs’. */
  readonly matrix?: Matrix;
  /** Whether its weights are a vector: then it scales and mixes nothing. */
  readonly isVector?: boolean;
  /** Entries of its biases. */
  readonly biasSize?: number;
};
