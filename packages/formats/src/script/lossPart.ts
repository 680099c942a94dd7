import type { ScriptPlan } from './scriptPlan.ts';

/** The mean loss of the outputs, and its gradient by them. */
export function lossPart({ loss, uses }: ScriptPlan): string {
  if (loss === 'crossEntropy') {
    return `def loss_and_signal(scores, y):
    """Mean cross-entropy of the softmax of the scores, and its gradient by the scores."""
    rows = np.arange(len(y))
    shifted = scores - scores.max(axis=1, keepdims=True)
    exponentials = np.exp(shifted)
    sums = exponentials.sum(axis=1, keepdims=True)
    loss = (np.log(sums[:, 0]) - shifted[rows, y]).mean()
    signal = exponentials / sums
    signal[rows, y] -= 1
    return loss, signal / len(y)
`;
  }
  return `def loss_and_signal(outputs, y):
    """Mean squared error, and its gradient by the outputs."""
    error = outputs - ${uses.classes ? 'np.eye(CLASSES)[y]' : 'y'}
    return (error * error).mean(), 2 * error / error.size
`;
}
