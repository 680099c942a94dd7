import type { LayerSettings } from '../network/layerSettings.ts';
import type { Parameters } from '../network/parameters.ts';
import type { History } from '../probe/history.ts';
import type { Broken } from '../training/firstBroken.ts';
import type { Evaluation } from './evaluate.ts';
import type { NetworkSettings } from './schema.ts';

/** One trained network of an experiment. */
export interface Run {
  readonly name: string;
  readonly network: NetworkSettings;
  readonly layers: readonly LayerSettings[];
  /** Float64, whatever the run's precision. */
  readonly initial: Parameters;
  readonly final: Parameters;
  readonly history: History;
  /** Updates made; fewer than requested if the run was interrupted or diverged. */
  readonly steps: number;
  readonly interrupted: boolean;
  /** The step whose loss was infinite or NaN, where the run ended; null if there was none. */
  readonly divergedAt: number | null;
  /** The first broken quantity; null if everything except the loss was finite. */
  readonly broken: Broken | null;
  /** Loss, `l2` included, and accuracy of the final parameters on the training data, evaluated: without dropout. */
  readonly loss: number;
  readonly accuracy: number;
  /** Loss, without `l2`, and accuracy on the held-out data; null if there is none. */
  readonly test: Evaluation | null;
}
