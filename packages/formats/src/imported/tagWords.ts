/** Single words that are also written as two, and the other way round. */
const JOINED: readonly (readonly [RegExp, string])[] = [
  [/\bcross entropy\b/g, 'crossentropy'],
  [/\blearning rate\b/g, 'lr'],
  [/\blog (?:likelihood|lik)\b/g, 'loglikelihood'],
  [/\bnegative loglikelihood\b/g, 'nll'],
  [/\broot mean squared? error\b/g, 'rmse'],
  [/\bmean squared? error\b/g, 'mse'],
  [/\bmean absolute error\b/g, 'mae'],
  [/\b(train|training|batch|total|running|avg|valid?|validation|test|eval)(loss|acc|accuracy)\b/g, '$1 $2'],
  [/\b(err|loss|net)([dg])\b/g, '$1 $2'],
  [/\btop (\d)\b/g, 'top$1'],
];

/**
 * The words of a tag in small letters: `trainLoss`, `Loss/train_step`, `loss_G` → `train loss`, `loss train
 * step`, `loss g`. Capitals begin words if they follow small letters.
 */
export function wordsOf(tag: string): string[] {
  const spaced = tag
    .replaceAll(/([a-z])(?=[A-Z])/g, '$1 ')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter(Boolean)
    .join(' ');
  return JOINED.reduce((text, [pattern, word]) => text.replace(pattern, word), spaced).split(' ');
}
