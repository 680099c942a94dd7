// `node bench/commits/bits.mjs CHECKOUT`: a hash of all that a run gives, for every network of the examples and for combinations of what a
// layer can be. Two checkouts with the same bits print the same lines: compare them with `diff`.
import { createHash } from 'node:crypto';
import { CHEAP_PROBES } from '../probes.ts';
import { examplesOf, libraryOf } from './checkout.mjs';

const [checkout = '.'] = process.argv.slice(2);
const MOST_STEPS = 400;
const PROBES = [...CHEAP_PROBES, 'weightSpectrum', 'jacobian'];
const { parseExperiment, Trainer } = await libraryOf(checkout);

for (const [name, document] of examplesOf(checkout, MOST_STEPS)) {
  print(name, { ...document, record: { every: 'log', probes: PROBES } });
}
for (const [name, document] of combinations()) print(name, document);

function print(name, document) {
  const experiment = parseExperiment(document);
  for (const [index, network] of experiment.networks.entries()) {
    const trainer = new Trainer(experiment, index);
    while (!trainer.done) trainer.advance(1000);
    console.log(name, network.name, hashOf(trainer.run()));
  }
}

/** Optimizers, batches and losses change from one to the next. */
function* combinations() {
  const optimizers = ['sgd', 'momentum', 'adam', 'adamw', 'rmsprop', 'adagrad', 'nesterov'];
  let turn = 0;
  for (const activation of ['sigmoid', 'relu', 'gelu', 'prelu', 'maxout', 'identity', 'leakyRelu', 'sin'])
    for (const normalization of ['none', 'batch', 'layer'])
      for (const residual of ['none', 'identity'])
        for (const dropout of [0, 0.3])
          for (const precision of ['float64', 'float32']) {
            turn++;
            const kind = optimizers[turn % optimizers.length];
            const init = ['heNormal', 'lsuv', 'orthogonal'][turn % 3];
            const network = {
              name: 'a',
              hidden: [6, 6, 6],
              activation,
              init,
              normalization,
              residual,
              dropout,
            };
            yield [
              [activation, normalization, residual, dropout, precision, kind].join(' '),
              {
                seed: turn,
                data: { kind: 'spiral', pointsPerClass: 9, classes: 3, noise: 0.2 },
                networks: [{ ...network, bias: turn % 5 > 0 }],
                training: {
                  optimizer: { kind, stepSize: 0.05 },
                  l2: 0.001,
                  steps: 30,
                  batch: turn % 3 ? 'full' : 8,
                },
                record: { every: 1 + 6 * (turn % 2), probes: PROBES },
                precision,
              },
            ];
          }
}

function hashOf({ history, initial, final, steps, divergedAt, broken, loss, accuracy, test }) {
  const hash = createHash('sha256');
  const { step, series } = history;
  const add = (name, values) => hash.update(name).update(Buffer.from(values.slice().buffer));
  add('step', step);
  add('loss', history.loss);
  add('accuracy', history.accuracy);
  for (const name of Object.keys(series).sort()) add(name, series[name].values);
  for (const layer of [...initial, ...final]) {
    for (const [name, values] of Object.entries(layer)) if (typeof values === 'object') add(name, values);
  }
  return hash
    .update(JSON.stringify([steps, divergedAt, broken, loss, accuracy, test].map(String)))
    .digest('hex')
    .slice(0, 16);
}
