import { OUTPUT_ACTIVATIONS, type OutputActivation } from '../../experiment/schema.ts';
import type { ImportedRun } from '../../log/importedRun.ts';
import type { RunDetail } from '../../log/runDetail.ts';
import type { LossKind } from '../../network/losses/index.ts';
import type { DenseChain } from './denseChain.ts';
import { finite, loggedSpread, typical } from './loggedSpread.ts';
import { twinActivation } from './twinActivation.ts';
import { TwinError } from './twinError.ts';

/** The targets of a twin. */
export type TwinTargets =
  | { readonly kind: 'classes'; readonly shares: readonly number[] }
  /** 0 or 1 in one column, 1 with this share. */
  | { readonly kind: 'binary'; readonly share: number }
  | {
      readonly kind: 'values';
      readonly outputs: number;
      /** Over all outputs, and each output's own deviation over the samples. */
      readonly mean: number;
      readonly std: number;
      readonly across: number;
    };

export interface TwinTask {
  readonly targets: TwinTargets;
  readonly loss: LossKind;
  readonly output: OutputActivation;
}

/**
 * Relative difference up to which means and shares count as equal, since float32 sums in six digits differ by
 * as much.
 */
const CLOSE = 1e-3;

/**
 * The logged targets and loss, as the twin has them.
 *
 * @throws TwinError for losses that experiments do not have, for several at once, and if nothing was logged
 *   about the targets
 */
export function twinTask(run: ImportedRun, detail: RunDetail, { layers }: DenseChain): TwinTask {
  const { loss } = detail;
  const output = layers[layers.length - 1];
  if (!loss) throw new TwinError(`${run.name}: expected a loss of a known kind, got none in the log`);
  if (loss.terms > 1) {
    throw new TwinError(`${run.name}: expected a loss of one term, got ${loss.terms} of kind ${loss.kind}`);
  }
  const kind = LOSSES[loss.kind ?? ''];
  if (!kind) {
    const got = loss.kind ?? 'one made by hand';
    throw new TwinError(
      `${run.name}: expected a loss that an experiment has (${Object.keys(LOSSES).join(', ')}), got ${got}`,
    );
  }
  const targets =
    kind === 'crossEntropy' ? classesOf(run, detail, output.width) : valuesOf(run, detail, output.width);
  if (kind.startsWith('binary') && targets.kind === 'values') {
    throw new TwinError(
      `${run.name}: expected targets 0 and 1 of one output, or one class a row, got others`,
    );
  }
  const named = [...loss.operations, output.activation?.kind ?? 'identity'];
  return { targets, loss: kind, output: outputAmong(named, run) };
}

/** The first activation among the operations behind the last layer. */
function outputAmong(names: readonly string[], { name }: ImportedRun): OutputActivation {
  const found = OUTPUT_ACTIVATIONS.find(one => names.find(isActivation) === one);
  if (found) return found;
  const got = names.find(isActivation);
  if (got === undefined) return 'identity';
  throw new TwinError(`${name}: expected an output of ${OUTPUT_ACTIVATIONS.join(', ')}, got ${got}`);
}

const isActivation = (name: string): boolean =>
  twinActivation({ kind: name, settings: '' }) !== undefined || name === 'softmax';

/** Losses by PyTorch's names. */
const LOSSES: Readonly<Record<string, LossKind>> = {
  cross_entropy: 'crossEntropy',
  mse_loss: 'meanSquaredError',
  l1_loss: 'meanAbsoluteError',
  huber_loss: 'huber',
  smooth_l1_loss: 'huber',
  binary_cross_entropy: 'binaryCrossEntropy',
  binary_cross_entropy_with_logits: 'binaryCrossEntropyWithLogits',
};

function classesOf({ name }: ImportedRun, { classes }: RunDetail, outputs: number): TwinTargets {
  if (!classes || classes.length !== outputs) {
    throw new TwinError(
      `${name}: expected the shares of ${outputs} classes, one for each output, got ${classes?.length ?? 'none'}`,
    );
  }
  return { kind: 'classes', shares: [...classes] };
}

function valuesOf({ name }: ImportedRun, detail: RunDetail, outputs: number): TwinTargets {
  const { mean, std, low, high } = loggedSpread(detail, 'targets');
  if (!Number.isFinite(mean + std)) {
    throw new TwinError(`${name}: expected the targets’ mean and deviation, got none in the log`);
  }
  if (isBinary(low, high, mean, std)) {
    if (outputs === 1) return { kind: 'binary', share: mean };
    const isOneHot = finite(detail.runSeries.targets_mean).every(one => Math.abs(one * outputs - 1) < CLOSE);
    if (isOneHot) return { kind: 'classes', shares: Array<number>(outputs).fill(1 / outputs) };
  }
  const across = outputs === 1 ? std : typical(detail, 'targets_across');
  return {
    kind: 'values',
    outputs,
    mean,
    std,
    across: Number.isFinite(across) ? Math.min(across, std) : std,
  };
}

/** For values that are all 0 or 1 the mean determines the deviation. */
function isBinary(low: number, high: number, mean: number, std: number): boolean {
  return low === 0 && high === 1 && Math.abs(std * std - mean * (1 - mean)) < CLOSE;
}
