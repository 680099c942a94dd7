import { describe, expect, it } from 'vitest';
import { readTag } from './readTag.ts';

const NUMBERS: readonly [tag: string, quantity: string, layer: string][] = [
  ['layer1.weight.grad', 'grad_l2', 'layer1'],
  ['layer1.weight.grad_norm', 'grad_l2', 'layer1'],
  ['layer1.weight_grad', 'grad_l2', 'layer1'],
  ['grad_norm/layer1.weight', 'grad_l2', 'layer1'],
  ['grad/features.0.weight', 'grad_l2', 'features.0'],
  ['gradients/dense_1/kernel', 'grad_l2', 'dense_1'],
  ['gradients/dense_10/kernel:0', 'grad_l2', 'dense_10'],
  ['dense_1/kernel_0_grad', 'grad_l2', 'dense_1'],
  // Lightning's grad_norm, before and after 2.0, and its suffixes.
  ['grad_2.0_norm/encoder.layers.3.linear1.weight', 'grad_l2', 'encoder.layers.3.linear1'],
  ['grad_2_norm/layer_1.weight_step', 'grad_l2', 'layer_1'],
  ['grad_2.0_norm_layers.0.weight', 'grad_l2', 'layers.0'],
  ['grad_inf_norm/layers.0.weight', 'grad_max', 'layers.0'],
  ['grad_1.0_norm/layers.0.weight', 'grad_l1', 'layers.0'],
  // Composer's GradMonitor.
  ['layer_grad_l2_norm/module.fc1.weight', 'grad_l2', 'module.fc1'],
  ['l2_norm/grad/module.fc1.weight', 'grad_l2', 'module.fc1'],
  ['gradients/fc1.weight/abs_mean', 'grad_mean', 'fc1'],
  ['gradients/fc1.weight/max', 'grad_max', 'fc1'],
  ['fc1/grad_zeros', 'grad_zeros', 'fc1'],
  ['grad_norm/layer3', 'grad_l2', 'layer3'],
  ['grad_norm_layer3', 'grad_l2', 'layer3'],
  ['layer3_grad_norm', 'grad_l2', 'layer3'],
  ['layer3/weight/norm', 'weight_l2', 'layer3'],
  ['weights/layer3/norm', 'weight_l2', 'layer3'],
  ['rnn.weight_hh_l0.grad', 'grad_l2', 'rnn.weight_hh_l0'],
  ['attn.in_proj_weight.grad', 'grad_l2', 'attn.in_proj_weight'],
  // What gradscope exports.
  ['grad_l2/layer3', 'grad_l2', 'layer3'],
  ['grad_mean_12', 'grad_mean', 'layer12'],
  ['delta_norm/layer1', 'delta_norm', 'layer1'],
  ['update_ratio_2', 'update_ratio', 'layer2'],
];

const ASIDE = [
  'layer1.bias.grad',
  'gradients/dense_1/bias:0',
  'grad_2.0_norm_total',
  'grad_2.0_norm/total',
  'grad_norm',
  'bn1.weight.grad',
  'encoder.layers.3.norm1.weight.grad',
  'gradients/batch_normalization_2/gamma:0',
  'gradients/encoder.LayerNorm.weight',
  'gradients/fc1.weight/std',
  'val_loss',
  'loss/validation',
  'epoch',
  'train/learning_rate',
  '_runtime',
  'hparam/loss',
  'hp_metric',
  'trainer/global_step',
  'grad_neuron_2_17',
  'grad_histogram_1_80',
  'unit_dead_1_3',
  'weight_sv_2_1',
  'jacobian_sv_4',
  'underflow_bfloat16/layer3',
  'notebook_heuristic_2',
];

describe('numbers', () => {
  it.each(NUMBERS)('%s is %s of %s', (tag, quantity, layer) => {
    expect(readTag(tag, 'number')).toEqual({ kind: 'layer', quantity, layer });
  });

  it.each([
    ['loss', 'loss'],
    ['train_loss', 'loss'],
    ['Loss/train', 'loss'],
    ['train/loss_step', 'loss'],
    ['epoch_loss', 'loss'],
    ['accuracy', 'accuracy'],
    ['train/acc', 'accuracy'],
    ['categorical_accuracy', 'accuracy'],
  ])('%s is the %s', (tag, quantity) => {
    expect(readTag(tag, 'number')).toEqual({ kind: 'run', quantity });
  });

  it.each(ASIDE)('%s is set aside', tag => {
    expect(readTag(tag, 'number').kind).toBe('aside');
  });

  it.each(['reward', 'gloss', 'layer1', 'layer1.weight', 'norm', 'a/b/c', '', '///', 'degrade/layer1'])(
    '%j is not understood',
    tag => {
      expect(readTag(tag, 'number')).toEqual({ kind: 'unknown' });
    },
  );
});

describe('many values at once', () => {
  it.each([
    ['gradients/fc1.weight', 'grad', 'fc1'],
    ['layer1.weight.grad', 'grad', 'layer1'],
    ['grads/layers.0.weight', 'grad', 'layers.0'],
    ['fc1.weight', 'weight', 'fc1'],
    ['parameters/fc1.weight', 'weight', 'fc1'],
    ['dense_1/kernel_0', 'weight', 'dense_1'],
    ['weights/layer3', 'weight', 'layer3'],
    ['features.0.weight', 'weight', 'features.0'],
  ])('%s are those of the %s of %s', (tag, thing, layer) => {
    expect(readTag(tag, 'values')).toEqual({ kind: 'values', thing, layer });
  });

  it.each(['fc1.bias', 'gradients/fc1.bias', 'bn1.running_mean'])('%s are set aside', tag => {
    expect(readTag(tag, 'values').kind).toBe('aside');
  });

  it('of a tag without a parameter are not understood', () => {
    expect(readTag('inputs', 'values')).toEqual({ kind: 'unknown' });
  });
});
