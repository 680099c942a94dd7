import type { AnyDataset } from '../data/dataset.ts';
import { countingEngine } from '../engine/counting.ts';
import { inputShapeOf, type LayerSettings } from '../network/layerSettings.ts';
import { modelOf } from '../network/model.ts';

/** Multiplications that a diagnosis may make by default: some seconds. */
const WORK = 1e10;
/** What lies far back in a sequence is learned slowly. */
const WORK_OF_SEQUENCES = 1e11;
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
  const isSequence = layers.some(layer => inputShapeOf(layer).positions > 1);
  const affordable = Math.floor(
    (isSequence ? WORK_OF_SEQUENCES : WORK) / (PASSES * rows * productsOf(layers)),
  );
  return Math.min(steps, MOST, Math.max(FEWEST, affordable));
}

/** The number of multiplications in a forward pass of one sample: one for each weight at each position that uses it. */
function productsOf(layers: readonly LayerSettings[]): number {
  return modelOf(countingEngine(), layers).nodes.reduce((sum, { learned, shape }) => {
    const weights = learned.filter(({ decays }) => decays);
    return sum + shape.positions * weights.reduce((all, { tensor }) => all + tensor.rows * tensor.columns, 0);
  }, 0);
}
