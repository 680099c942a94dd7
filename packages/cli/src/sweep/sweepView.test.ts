import { expandSweep } from 'gradscope';
import { describe, expect, it } from 'vitest';
import { sweepView } from './sweepView.ts';

const { axes } = expandSweep({
  data: { kind: 'xor', samples: 8 },
  networks: [{ name: 'net', hidden: [4], init: { kind: 'normal', std: 1 } }],
  training: { optimizer: { kind: 'sgd' }, steps: 2 },
  sweep: {
    axes: [
      { path: 'networks[0].activation', name: 'unit', list: ['relu', { kind: 'leakyRelu', slope: 0.2 }] },
      { path: 'training.optimizer.stepSize', name: 'step', list: [0.1, 1] },
      { path: 'training.l2', list: [0, 0.01] },
      { path: 'seed', list: [0, 1, 2] },
    ],
  },
});

describe('sweepView', () => {
  it.each([
    [{}, { x: 2, y: 1 }],
    [{ x: 'step' }, { x: 1, y: 2 }],
    [{ y: 'training.l2' }, { x: 1, y: 2 }],
    [{ facet: 'step' }, { x: 2, y: 0, facet: 1 }],
    [
      { x: 'unit', y: 'seed', facet: 'step' },
      { x: 0, y: 3, facet: 1 },
    ],
  ])('%j', (settings, expected) => {
    expect(sweepView(axes, settings)).toEqual({ facet: undefined, ...expected, others: [0, 0, 0, 'median'] });
  });

  it('takes values as they are told elsewhere', () => {
    const at = ['unit=leakyRelu slope 0.2', 'step=1.0', 'training.l2=median', 'seed=2'];
    expect(sweepView(axes, { at }).others).toEqual([1, 1, 'median', 2]);
  });

  it.each([
    [{ x: 'nothing' }, '--x: expected one of unit, step, training.l2, seed, got "nothing"'],
    [{ x: 'step', facet: 'step' }, '--x, --y, --facet: expected different axes, got step twice'],
    [{ at: ['step'] }, '--at: expected axis=value, got "step"'],
    [{ at: ['step='] }, '--at: expected step to be median or one of 0.1, 1, got ""'],
    [{ at: ['training.l2='] }, '--at: expected training.l2 to be median or one of 0, 0.01, got ""'],
  ])('refuses %j', (settings, message) => {
    expect(() => sweepView(axes, settings)).toThrow(message);
  });
});
