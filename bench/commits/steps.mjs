// `node bench/commits/steps.mjs BEFORE AFTER [part of a name]`: the time of a step in two checkouts, in turns of some 30 ms. Prints the
// medians and their ratio.
import { libraryOf } from './checkout.mjs';

const TURNS = 61;
const [before, after, part = ''] = process.argv.slice(2);
const libraries = [await libraryOf(before), await libraryOf(after)];

const network = (hidden, settings = {}, training = {}, others = {}) => ({
  data: { kind: 'spiral', pointsPerClass: 100, classes: 3, noise: 0.2 },
  networks: [{ name: 'a', hidden, activation: 'relu', init: 'heNormal', ...settings }],
  training: { optimizer: { kind: 'sgd', stepSize: 0.01 }, l2: 0.001, steps: 100_000, ...training },
  ...others,
});
/** By name: an experiment, and the steps of a turn. */
const CASES = {
  'the notebook, sigmoid': [network([50, 50], { activation: 'sigmoid' }), 40],
  'the notebook, ReLU': [network([50, 50]), 50],
  '20 layers of 50': [network({ layers: 20, width: 50 }), 3],
  '1000 layers of 10': [network({ layers: 1000, width: 10 }, {}, { steps: 3000 }), 1],
  '2 layers of 5, 21 points': [
    network([5, 5], {}, {}, { data: { kind: 'spiral', pointsPerClass: 7, classes: 3, noise: 0.2 } }),
    800,
  ],
  GELU: [network([50, 50], { activation: 'gelu' }), 10],
  'batch normalization': [network([50, 50], { normalization: 'batch' }), 15],
  'layer normalization, skips': [network([50, 50, 50], { normalization: 'layer', residual: 'identity' }), 10],
  dropout: [network([50, 50], { dropout: 0.3 }), 15],
  'batches of 32, Adam': [network([50, 50], {}, { batch: 32, optimizer: { kind: 'adam' } }), 200],
  float32: [network([50, 50], {}, {}, { precision: 'float32' }), 80],
  'ledger at every step': [network([50, 50, 50], {}, {}, { record: { every: 1, probes: ['ledger'] } }), 25],
  '2 layers of 500': [network([500, 500]), 1],
};

for (const [name, [document, steps]] of Object.entries(CASES)) {
  if (!name.includes(part)) continue;
  const trainers = libraries.map(({ parseExperiment, Trainer }) => new Trainer(parseExperiment(document), 0));
  const times = [[], []];
  for (let turn = -6; turn < TURNS; turn++) {
    for (const k of turn % 2 ? [1, 0] : [0, 1]) {
      const start = performance.now();
      trainers[k].advance(steps);
      if (turn >= 0) times[k].push((performance.now() - start) / steps);
    }
  }
  const [first, second] = times.map(median);
  const ratio = (second / first).toFixed(3);
  console.log(
    `${name}: ${(1e3 * first).toFixed(1)} µs a step, then ${(1e3 * second).toFixed(1)} µs: ${ratio}`,
  );
}

function median(values) {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
}
