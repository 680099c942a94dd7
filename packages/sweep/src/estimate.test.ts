import { expandSweep } from 'gradscope';
import { expect, it } from 'vitest';
import { estimateSeconds, runsPerJob } from './estimate.ts';

it('takes a small part of the time that it estimates, where runs next to a short one are very long', () => {
  const sweep = expandSweep({
    data: { kind: 'spiral', classes: 2, pointsPerClass: 50 },
    networks: [{ name: 'net', hidden: { layers: 2, width: 8 }, activation: 'relu', init: 'heNormal' }],
    training: { optimizer: { kind: 'sgd', stepSize: 0.1 }, steps: 10 },
    sweep: {
      axes: [
        { path: 'networks[0].hidden.width', name: 'width', list: [8, 16, 512] },
        { path: 'training.steps', list: [10, 100, 1000] },
      ],
    },
  });
  const began = performance.now();
  const seconds = sweep.total * estimateSeconds(sweep);
  expect((performance.now() - began) / 1000).toBeLessThan(seconds / 10);
});

it('makes jobs of about a second, of at least one run', () => {
  expect([0, 0.001, 0.3, 100].map(runsPerJob)).toEqual([2000, 1000, 3, 1]);
});
