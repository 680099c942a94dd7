import type { ImportedRun } from '../../log/importedRun.ts';
import type { Bands } from '../bands.ts';
import type { GradientProfile } from './gradientProfile.ts';
import type { LogProgress } from './logProgress.ts';

/** The evidence from which the symptoms of a log are found. */
export interface LogEvidence {
  readonly run: ImportedRun;
  readonly progress: LogProgress;
  /** Undefined if no gradients of several layers were logged. */
  readonly profile: GradientProfile | undefined;
  /** Undefined if the shapes are not known. */
  readonly bands: Bands | undefined;
}
