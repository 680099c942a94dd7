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
  ['layer_grad_l2_norm/module.fc1.weight', 'grad_l2', 'fc1'],
  ['l2_norm/grad/module.fc1.weight', 'grad_l2', 'fc1'],
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
  // Names from tools that wrap models, split weights or adapt them.
  ['grad_norm/_orig_mod.module.fc1.weight', 'grad_l2', 'fc1'],
  ['layers.0._fsdp_wrapped_module.fc.weight.grad', 'grad_l2', 'layers.0.fc'],
  ['grad_norm/0.weight_v', 'grad_l2', '0'],
  ['fc.parametrizations.weight.original1.grad', 'grad_l2', 'fc'],
  ['model.q_proj.lora_B.default.weight.grad', 'grad_l2', 'model.q_proj.lora_B'],
  // Names in gradscope's own exports.
  ['grad_l2/layer3', 'grad_l2', 'layer3'],
  ['grad_mean_12', 'grad_mean', 'layer12'],
  ['delta_norm/layer1', 'delta_norm', 'layer1'],
  ['update_ratio_2', 'update_ratio', 'layer2'],
];

const ASIDE = [
  'layer1.bias.grad',
  'gradients/dense_1/bias:0',
  'bn1.weight.grad',
  'encoder.layers.3.norm1.weight.grad',
  'gradients/batch_normalization_2/gamma:0',
  'gradients/encoder.LayerNorm.weight',
  'gradients/fc1.weight/std',
  'epoch',
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
  'loss_scale',
  'loss_weight',
  'top5_acc',
  'grad_norm/0.weight_g',
  'fc.parametrizations.weight.original0.grad',
  'model.q_proj.lora_A.default.weight.grad',
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
    ['get_categorical_accuracy_keras', 'accuracy'],
    ['trainLoss', 'loss'],
    ['training/batchloss', 'loss'],
    ['total_loss', 'loss'],
    ['val_loss', 'val_loss'],
    ['loss/validation', 'val_loss'],
    ['eval/loss', 'val_loss'],
    ['test_acc', 'val_accuracy'],
    ['train/learning_rate', 'lr'],
    ['lr', 'lr'],
    ['grad_norm', 'grad_norm'],
    ['grad_2.0_norm_total', 'grad_norm'],
    ['grad_2.0_norm/total', 'grad_norm'],
    ['train/total_grad_norm', 'grad_norm'],
    ['grad_norm/pre_clip', 'grad_norm'],
    ['grad_norm_clipped', 'grad_norm_clipped'],
    ['grad_norm/post_clip', 'grad_norm_clipped'],
  ])('%s is the %s', (tag, quantity) => {
    expect(readTag(tag, 'number')).toEqual({ kind: 'run', quantity });
  });

  it.each([
    ['kl_loss', { part: 'kl' }],
    ['loss/rpn_cls', { part: 'rpn cls' }],
    ['loss_G', { network: 'G' }],
    ['Loss_D', { network: 'D' }],
    ['errD', { network: 'D' }],
    ['errD_real', { network: 'D', part: 'real' }],
    ['d_loss', { network: 'D' }],
    ['generator_loss', { network: 'G' }],
    ['critic_loss', { network: 'critic' }],
    ['loss_D_A', { network: 'D_A' }],
    ['perplexity', { isExponential: true }],
  ])('%s is a loss with %j', (tag, facts) => {
    expect(readTag(tag, 'number')).toMatchObject({ kind: 'run', quantity: 'loss', ...facts });
  });

  it('of losses the plainest name is the nearest', () => {
    const distances = ['loss', 'kl_loss', 'cost', 'bce', 'mse', 'mae'].map(tag => {
      const meaning = readTag(tag, 'number');
      return meaning.kind === 'run' ? (meaning.distance ?? 0) : Number.NaN;
    });
    expect(distances).toEqual([...distances].sort((a, b) => a - b));
    expect(new Set(distances).size).toBe(6);
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
