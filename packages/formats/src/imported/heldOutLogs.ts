import type { ImportedLog } from './finishRun.ts';

const TRAIN = /(?:^|[_-])(?:train|training)(?=$|[_-])/i;
/** The name closest to the training's purpose comes first. */
const HELD_OUT = [
  /(?:^|[_-])(?:val|valid|validation)(?=$|[_-])/i,
  /(?:^|[_-])(?:eval|evaluation|dev|test)(?=$|[_-])/i,
];

/**
 * Joins two logs of one run: `logs/train` and `logs/validation` of Keras become `logs`, `model` and
 * `model/eval` become `model`, `loss_train` and `loss_val` of TensorBoard's `add_scalars` become `loss`. The
 * loss on held-out data is then `val_loss`.
 */
export function joinHeldOut(logs: readonly ImportedLog[]): ImportedLog[] {
  const joined = new Set<ImportedLog>();
  const result = logs.map(log => {
    const partner = partnerOf(log, logs);
    if (!partner) return log;
    joined.add(partner);
    return withHeldOut(log, partner, nameOfBoth(log.run.name, TRAIN));
  });
  return result.filter((_, i) => !joined.has(logs[i]));
}

/** The log of the held-out data of the same run. */
function partnerOf({ run }: ImportedLog, logs: readonly ImportedLog[]): ImportedLog | undefined {
  if (!run.series.loss && !run.series.accuracy) return undefined;
  const isTraining = TRAIN.test(lastOf(run.name));
  const own = isTraining ? nameOfBoth(run.name, TRAIN) : run.name;
  for (const pattern of HELD_OUT) {
    if (pattern.test(lastOf(run.name))) return undefined;
    const partner = logs.find(
      ({ run: other }) =>
        pattern.test(lastOf(other.name)) &&
        Object.keys(other.series).every(name => /loss|accuracy/.test(name)) &&
        nameOfBoth(other.name, pattern) === own,
    );
    const hasTraining = logs.some(
      ({ run: other }) =>
        other !== run && TRAIN.test(lastOf(other.name)) && nameOfBoth(other.name, TRAIN) === own,
    );
    if (partner && (isTraining || !hasTraining)) return partner;
  }
  return undefined;
}

function withHeldOut({ run, tags }: ImportedLog, heldOut: ImportedLog, name: string): ImportedLog {
  const { loss, accuracy, val_loss, val_accuracy } = heldOut.run.series;
  const [ownLoss, ownAccuracy] = [loss ?? val_loss, accuracy ?? val_accuracy];
  const series = {
    ...run.series,
    ...(ownLoss && { val_loss: ownLoss }),
    ...(ownAccuracy && { val_accuracy: ownAccuracy }),
  };
  const place = lastOf(heldOut.run.name);
  const others = heldOut.tags.map(use => ({
    ...use,
    tag: `${place}: ${use.tag}`,
    as: use.use === 'used' ? `${use.as} on held-out data` : use.as,
  }));
  return { run: { ...run, name, series }, tags: [...tags, ...others] };
}

/** The name without the word for the data: `logs/train` → `logs`. */
function nameOfBoth(name: string, word: RegExp): string {
  const last = lastOf(name);
  const rest = last.replace(word, '').replace(/^[_-]|[_-]$/g, '');
  const parent = name.slice(0, name.length - last.length).replace(/\/$/, '');
  return [parent, rest].filter(Boolean).join('/') || last;
}

const lastOf = (name: string): string => name.split('/').at(-1)!;
