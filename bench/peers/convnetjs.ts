import convnetjs from 'convnetjs';
import type { Job, Layer } from '../protocol.ts';
import { serve } from '../serve.ts';

/**
 * ConvNetJS through its own `Trainer`: one step of the job is one batch, `samples` calls of `train`. Its
 * trainer divides the weight decay by the batch size, hence the factor. It does not expose its gradients.
 */
await serve(([job], steps) => {
  const net = build(job);
  const trainer = new convnetjs.Trainer(net, {
    method: 'sgd',
    learning_rate: job.stepSize,
    momentum: 0,
    batch_size: job.samples,
    l2_decay: job.l2 * job.samples,
  });
  const points = Array.from(
    { length: job.samples },
    (_, i) => new convnetjs.Vol([job.X[2 * i], job.X[2 * i + 1]]),
  );
  return () => {
    let loss = 0;
    for (let step = 0; step < steps; step++) {
      let crossEntropy = 0;
      let decay = 0;
      for (let i = 0; i < points.length; i++) {
        const stats = trainer.train(points[i], job.y[i]);
        crossEntropy += stats.cost_loss;
        decay += stats.l2_decay_loss;
      }
      loss = (crossEntropy + decay) / job.samples;
    }
    return { loss };
  };
});

function build(job: Job): convnetjs.Net {
  const net = new convnetjs.Net();
  const hidden = job.layers.slice(0, -1).map(({ fanOut }) => ({
    type: 'fc',
    num_neurons: fanOut,
    activation: job.activation,
  }));
  net.makeLayers([
    { type: 'input', out_sx: 1, out_sy: 1, out_depth: job.features },
    ...hidden,
    { type: 'softmax', num_classes: job.classes },
  ]);
  const dense = net.layers.filter(layer => layer.layer_type === 'fc');
  dense.forEach((layer, l) => {
    setParameters(layer, job.layers[l]);
  });
  return net;
}

function setParameters(target: convnetjs.FullyConnected, { fanIn, fanOut, W, b }: Layer): void {
  for (let j = 0; j < fanOut; j++) {
    for (let k = 0; k < fanIn; k++) target.filters[j].w[k] = W[k * fanOut + j];
    target.biases.w[j] = b[j];
  }
}
