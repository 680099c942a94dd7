import type { AnyDataset } from '../data/dataset.ts';
import { columnsOf, type LayerSettings } from '../network/layerSettings.ts';

/** Multiplications that a diagnosis may make by default: some seconds. */
const WORK = 1e10;
/** Fewer steps say little, more seldom say more. */
const FEWEST = 300;
const MOST = 3000;
/** A step multiplies by every weight three times: forward, for the signal, for the gradient. */
const PASSES = 3;

/**
 * The default number of steps of a diagnosis: what a few seconds allow, and never more than the experiment
 * has.
 */
export function diagnosisSteps(
  data: AnyDataset,
  layers: readonly LayerSettings[],
  { steps, batch }: { readonly steps: number; readonly batch: number | 'full' },
): number {
  const rows = batch === 'full' ? data.samples : Math.min(batch, data.samples);
  const weights = layers.reduce((sum, layer) => sum + layer.fanIn * columnsOf(layer), 0);
  const affordable = Math.floor(WORK / (PASSES * rows * weights));
  return Math.min(steps, MOST, Math.max(FEWEST, affordable));
}
