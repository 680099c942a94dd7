import type { ImportedRun } from '../../log/importedRun.ts';
import type { RunDetail } from '../../log/runDetail.ts';
import type { InitSettings } from '../../network/initializer/index.ts';
import { early } from '../log/columns.ts';
import type { DenseLayer } from './denseChain.ts';
import { TwinError } from './twinError.ts';

/** Share of a layer's weights below which differences between units are only rounding. */
const ALIKE = 1e-6;
/**
 * How far a deviation may be from that of PyTorch's own start: for rounding, and for the few weights in the
 * estimate, in 1/√weights.
 */
const NEAR = 0.02;
const NEAR_OF_FEW = 1.5;
const DIGITS = 4;

/**
 * How a layer of the twin starts, so that its weights have the size at the start of the log: all 0, all
 * alike, as PyTorch's own layers if they have that size, or else normal with the logged root mean square.
 *
 * @throws TwinError if the log does not have the size of the weights
 */
export function twinStart(
  run: ImportedRun,
  { framework, parameterSeries }: RunDetail,
  { parameter, fanIn, width }: DenseLayer,
): InitSettings {
  const size = early(parameterSeries.weight_l2, parameter) / Math.sqrt(fanIn * width);
  if (!Number.isFinite(size)) {
    throw new TwinError(
      `${run.name}: expected the norms of the weights (weight_l2), got none of layer ${parameter + 1}`,
    );
  }
  if (size === 0) return { kind: 'zeros' };
  const rounded = Number(size.toPrecision(DIGITS));
  if (early(parameterSeries.weight_spread, parameter) < ALIKE) return { kind: 'constant', value: rounded };
  const usual = 1 / Math.sqrt(3 * fanIn);
  const near = NEAR + NEAR_OF_FEW / Math.sqrt(fanIn * width);
  const isUsual = framework?.startsWith('pytorch') === true && Math.abs(size / usual - 1) < near;
  return isUsual ? { kind: 'pytorchDefault' } : { kind: 'normal', std: rounded };
}
