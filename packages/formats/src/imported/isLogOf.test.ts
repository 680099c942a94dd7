import { expect, test } from 'vitest';
import { isLogOf } from './isLogOf.ts';

test.each([
  [['epoch', 'grad_2.0_norm/0.weight', 'grad_2.0_norm/2.weight', 'train_loss']],
  [['step', 'loss']],
  [['epoch', 'train_loss', 'val_acc']],
  [['', 'Step', 'brisk-lake-3 - train/loss', 'brisk-lake-3 - train/loss__MIN']],
  [['step', 'layer', 'grad_l2']],
  [['layer', 'grad_mean']],
  [['gradients/dense_1/kernel']],
  [['step', 'loss', 'accuracy', 'grad_l1', 'W1', 'X', 'y']],
])('%j are of a log', names => {
  expect(isLogOf(names)).toBe(true);
});

test.each([
  [[]],
  [['x', 'y', 'label']],
  [['sepal length (cm)', 'sepal width (cm)', 'species']],
  [['height', 'weight', 'sex']],
  [['step', 'layer', 'height']],
  [['batch', 'temperature', 'yield']],
  [['loss', 'premium', 'region']],
  [['X', 'y']],
  [['W1', 'b1']],
  [['accuracy', 'questions', 'passed']],
])('%j are of data', names => {
  expect(isLogOf(names)).toBe(false);
});
