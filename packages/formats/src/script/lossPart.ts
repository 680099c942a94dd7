import type { LossKind } from 'gradscope';
import { indented } from './pythonText.ts';
import type { ScriptPlan } from './scriptPlan.ts';

/** The mean loss of the outputs, and its gradient by them. */
export function lossPart({ loss, uses }: ScriptPlan): string {
  const goal = uses.classes ? 'np.eye(CLASSES)[y]' : 'y';
  const { title, code } = NUMPY[loss];
  const argument = loss === 'crossEntropy' ? 'scores' : 'outputs';
  return `def loss_and_signal(${argument}, y):
    """${title}, and its gradient by the ${argument}."""
${indented(code(goal))}
`;
}

/** The loss by PyTorch's functions of `outputs` and `y`, which are expressions. */
export function torchLoss({ loss, uses }: ScriptPlan, outputs: string, y: string): string {
  const goal = uses.classes && loss !== 'crossEntropy' ? `F.one_hot(${y}, CLASSES).double()` : y;
  return TORCH[loss](outputs, goal);
}

interface NumpyLoss {
  readonly title: string;
  /** Returns loss and signal; `goal` is an expression of one entry for each output. */
  readonly code: (goal: string) => string;
}

const NUMPY: Readonly<Record<LossKind, NumpyLoss>> = {
  crossEntropy: {
    title: 'Mean cross-entropy of the softmax of the scores',
    code: () => `rows = np.arange(len(y))
shifted = scores - scores.max(axis=1, keepdims=True)
exponentials = np.exp(shifted)
sums = exponentials.sum(axis=1, keepdims=True)
loss = (np.log(sums[:, 0]) - shifted[rows, y]).mean()
signal = exponentials / sums
signal[rows, y] -= 1
return loss, signal / len(y)`,
  },
  binaryCrossEntropy: {
    title: 'Mean binary cross-entropy of probabilities, as Keras clips them',
    code: goal => `t = ${goal}
p = np.clip(outputs, 1e-7, 1 - 1e-7)
loss = -(t * np.log(p) + (1 - t) * np.log(1 - p)).mean()
return loss, np.where(p == outputs, (p - t) / (p * (1 - p)), 0) / p.size`,
  },
  binaryCrossEntropyWithLogits: {
    title: 'Mean binary cross-entropy of the sigmoid of the scores',
    code: goal => `t = ${goal}
loss = (np.maximum(outputs, 0) - t * outputs + np.log1p(np.exp(-np.abs(outputs)))).mean()
return loss, (1 / (1 + np.exp(-outputs)) - t) / outputs.size`,
  },
  meanSquaredError: {
    title: 'Mean squared error',
    code: goal => `error = outputs - ${goal}
return (error * error).mean(), 2 * error / error.size`,
  },
  meanAbsoluteError: {
    title: 'Mean absolute error',
    code: goal => `error = outputs - ${goal}
return np.abs(error).mean(), np.sign(error) / error.size`,
  },
  huber: {
    title: 'Mean Huber loss, which bends at an error of 1',
    code: goal => `error = outputs - ${goal}
size = np.abs(error)
loss = np.where(size > 1, size - 0.5, 0.5 * size * size).mean()
return loss, np.clip(error, -1, 1) / error.size`,
  },
};

type TorchLoss = (outputs: string, goal: string) => string;

const TORCH: Readonly<Record<LossKind, TorchLoss>> = {
  crossEntropy: (outputs, goal) => `F.cross_entropy(${outputs}, ${goal})`,
  binaryCrossEntropy: (outputs, goal) => `F.binary_cross_entropy(${outputs}.clamp(1e-7, 1 - 1e-7), ${goal})`,
  binaryCrossEntropyWithLogits: (outputs, goal) => `F.binary_cross_entropy_with_logits(${outputs}, ${goal})`,
  meanSquaredError: (outputs, goal) => `F.mse_loss(${outputs}, ${goal})`,
  meanAbsoluteError: (outputs, goal) => `F.l1_loss(${outputs}, ${goal})`,
  huber: (outputs, goal) => `F.huber_loss(${outputs}, ${goal})`,
};
