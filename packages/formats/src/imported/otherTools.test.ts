import { describe, expect, it } from 'vitest';
import type { EventValue } from '../events/eventValue.ts';
import { writeEvents } from '../events/writeEvents.ts';
import { importLogs, isLogJson, isLogName } from '../files/importLogs.ts';
import { writeSafetensors } from '../safetensors.ts';
import type { ImportedLog, ImportOptions } from './logBuilder.ts';
import { parseTagRule } from './tagRules.ts';

const encode = (text: string) => new TextEncoder().encode(text);
const lines = (...objects: object[]) => objects.map(one => `${JSON.stringify(one)}\n`).join('');

function readAll(files: Readonly<Record<string, string | Uint8Array>>, options?: ImportOptions) {
  const named = Object.entries(files).map(([path, content]) => ({
    path,
    read: () => (typeof content === 'string' ? encode(content) : content),
  }));
  return importLogs(named, options);
}

async function readOne(
  path: string,
  content: string | Uint8Array,
  options?: ImportOptions,
): Promise<ImportedLog> {
  const { logs } = await readAll({ [path]: content }, options);
  expect(logs.length).toBe(1);
  return logs[0];
}

const valuesOf = ({ run }: ImportedLog, series: string) => [...(run.series[series]?.values ?? [])];
const stepsOf = ({ run }: ImportedLog, series: string) => [...run.series[series].step];
const names = ({ run }: ImportedLog) => run.layers.map(({ name }) => name);
const runNames = (logs: readonly ImportedLog[]) => logs.map(({ run }) => run.name);

describe('which loss is the loss', () => {
  it('the plainest name, not a part or a metric; the others are said', async () => {
    const log = await readOne('a.csv', 'step,a_loss,mse,total_loss,kl_loss\n0,1,7,3,2\n1,0.5,6,4,3.5\n');
    expect(valuesOf(log, 'loss')).toEqual([3, 4]);
    expect(log.tags.find(({ tag }) => tag === 'a_loss')!.as).toBe('a part of the loss');
  });

  it('of parts alone none, unless one is nearly all', async () => {
    const none = await readOne('a.csv', 'step,a_loss,b_loss\n0,1,2\n1,2,1\n');
    expect(none.run.series).not.toHaveProperty('loss');
    expect(none.run.lossParts).toEqual(['a_loss', 'b_loss']);
    expect(none.run.notes![0]).toContain('a_loss, b_loss are parts');
    const most = await readOne('a.csv', 'step,a_loss,b_loss\n0,100,2\n1,50,1\n');
    expect(valuesOf(most, 'loss')).toEqual([100, 50]);
    expect(most.run.notes![0]).toContain('a_loss counts as the loss');
  });

  it('one part alone is taken, and a perplexity by its logarithm', async () => {
    expect(valuesOf(await readOne('a.csv', 'step,rec_loss\n0,2\n1,1\n'), 'loss')).toEqual([2, 1]);
    const log = await readOne('a.csv', 'step,perplexity\n0,1\n1,100\n');
    expect(valuesOf(log, 'loss')).toEqual([0, Math.log(100)]);
  });
});

describe('formats of tools', () => {
  it('HuggingFace’s trainer_state.json', async () => {
    const state = {
      best_metric: null,
      global_step: 20,
      log_history: [
        { epoch: 0.1, step: 10, loss: 2.5, grad_norm: 4, learning_rate: 5e-5 },
        { epoch: 0.2, step: 10, eval_loss: 2.4, eval_runtime: 3 },
        { epoch: 0.2, step: 20, loss: 2.25, grad_norm: 2, learning_rate: 4e-5 },
        { epoch: 0.2, step: 20, train_loss: 2.4, train_runtime: 9, total_flos: 1e15 },
      ],
    };
    const log = await readOne('trainer_state.json', JSON.stringify(state, null, 2));
    expect([valuesOf(log, 'loss'), stepsOf(log, 'loss')]).toEqual([
      [2.5, 2.25],
      [10, 20],
    ]);
    expect([valuesOf(log, 'grad_norm'), valuesOf(log, 'val_loss'), valuesOf(log, 'lr')]).toEqual([
      [4, 2],
      [2.4],
      [5e-5, 4e-5],
    ]);
  });

  it('MMEngine’s scalars.json, whose held-out numbers count epochs', async () => {
    const text = lines(
      { lr: 0.02, data_time: 0.1, loss: 5, loss_cls: 3, epoch: 1, iter: 50, memory: 900, step: 50 },
      { lr: 0.02, data_time: 0.1, loss: 4, loss_cls: 2, epoch: 1, iter: 100, memory: 900, step: 100 },
      { 'accuracy/top1': 40, step: 1 },
      { lr: 0.02, data_time: 0.1, loss: 3, loss_cls: 1, epoch: 2, iter: 150, memory: 900, step: 150 },
    );
    const log = await readOne('vis_data/scalars.json', text);
    expect([valuesOf(log, 'loss'), stepsOf(log, 'loss')]).toEqual([
      [5, 4, 3],
      [50, 100, 150],
    ]);
  });

  it('MMCV’s lines, behind one about the environment, with iterations of each epoch', async () => {
    const text = lines(
      { env_info: 'linux', seed: 0 },
      { mode: 'train', epoch: 1, iter: 50, loss: 5 },
      { mode: 'train', epoch: 1, iter: 100, loss: 4 },
      { mode: 'val', epoch: 1, iter: 100, loss: 4.5 },
      { mode: 'train', epoch: 2, iter: 50, loss: 3 },
    );
    const log = await readOne('20200101.log.json', text);
    expect([valuesOf(log, 'loss'), valuesOf(log, 'val_loss')]).toEqual([[5, 4, 3], [4.5]]);
    expect(stepsOf(log, 'loss')[2]).toBeGreaterThan(100);
  });

  it('Detectron2’s metrics.json', async () => {
    const text = lines(
      { iteration: 19, total_loss: 3, loss_cls: 2, 'fast_rcnn/cls_accuracy': 0.5, lr: 0.01, eta_seconds: 5 },
      {
        iteration: 39,
        total_loss: 2,
        loss_cls: 1.5,
        'fast_rcnn/cls_accuracy': 0.6,
        lr: 0.01,
        eta_seconds: 4,
      },
    );
    const log = await readOne('metrics.json', text);
    expect([valuesOf(log, 'loss'), stepsOf(log, 'loss')]).toEqual([
      [3, 2],
      [19, 39],
    ]);
  });

  it('Keras’ history in JSON, by column, and pandas’ to_json', async () => {
    const history = await readOne('history.json', '{"loss": [2, 1], "val_loss": [3, NaN]}');
    expect([valuesOf(history, 'loss'), valuesOf(history, 'val_loss')]).toEqual([
      [2, 1],
      [3, Number.NaN],
    ]);
    const frame = await readOne('h.json', '{"epoch":{"0":5,"1":6},"loss":{"0":2,"1":1}}');
    expect(stepsOf(frame, 'loss')).toEqual([5, 6]);
  });

  it('CSV called .log, and CSV with semicolons and decimal commas', async () => {
    const log = await readOne('training.log', 'epoch,accuracy,loss,val_loss\n0,0.5,2,3\n1,0.6,1,2\n');
    expect([valuesOf(log, 'loss'), log.run.stepUnit]).toEqual([[2, 1], 'epoch']);
    const other = await readOne('a.csv', 'epoch;loss;acc\n0;2,5;0,5\n1;1,25e-1;0,75\n');
    expect([valuesOf(other, 'loss'), valuesOf(other, 'accuracy')]).toEqual([
      [2.5, 0.125],
      [0.5, 0.75],
    ]);
  });

  it('an exported event file whose name ends in .csv', async () => {
    const log = await readOne('events.out.tfevents.1.host.csv', 'step,loss\n0,2\n1,1\n');
    expect(valuesOf(log, 'loss')).toEqual([2, 1]);
  });

  it.each([
    [
      'an experiment',
      '{"data": {"kind": "xor"}, "networks": [{"name": "a"}], "training": {"loss": "crossEntropy"}}',
    ],
    ['an experiment in several lines', '{\n  "networks": []\n}\n'],
    ['settings', '{"lr": 0.1, "epochs": 3, "loss": "mse"}'],
    ['a list of texts', '["loss"]'],
    ['broken JSON', '{"loss": [1, 2'],
    ['nothing', ''],
  ])('%s in JSON is no log: refused alone, passed over among others', async (_, text) => {
    expect(isLogJson(encode(text))).toBe(false);
    await expect(readAll({ 'a.json': text })).rejects.toThrow('a.json, byte 0: expected JSON lines');
    const { others } = await readAll({ 'a.json': text, 'b.csv': 'step,loss\n0,1\n1,1\n' });
    expect(others).toEqual(['a.json']);
  });

  it('what a program prints is no log', async () => {
    await expect(
      readAll({ 'train.log': 'Epoch 1: loss 0.3, took 2 s\nEpoch 2: loss 0.2\n' }),
    ).rejects.toThrow('train.log, byte 0: expected CSV or JSON lines');
  });
});

describe('checkpoints', () => {
  const weights = { 'fc.weight': { shape: [1, 2], values: Float64Array.of(1, 2) } };

  it.each(['model.safetensors', 'step_7.safetensors'])(
    '%s: says what is in it and how to make a log',
    async name => {
      const read = readAll({ [name]: writeSafetensors(weights) });
      await expect(read).rejects.toThrow(
        /GradscopeLogger\(model.*got a checkpoint of 1 arrays \(fc\.weight\)/,
      );
    },
  );

  it('of torch.save too, with the names in its pickle', async () => {
    const text = (name: string) => [0x58, name.length, 0, 0, 0, ...encode(name)];
    const bytes = Uint8Array.of(
      0x50,
      0x4b,
      3,
      4,
      ...text('conv1.weight'),
      0x58,
      0xff,
      0xff,
      0xff,
      0xff,
      ...text('step'),
    );
    await expect(readAll({ 'model.pt': bytes })).rejects.toThrow(
      'got a checkpoint of 1 arrays (conv1.weight)',
    );
    expect(isLogName('model.pt')).toBe(true);
  });
});

describe('runs', () => {
  const csv = (...losses: number[]) => `step,loss\n${losses.map((loss, i) => `${i},${loss}\n`).join('')}`;

  it('of one name stay apart', async () => {
    const { logs } = await readAll({
      'log.csv': csv(2, 1),
      'log.jsonl': lines({ step: 0, loss: 5 }, { step: 1, loss: 4 }),
    });
    expect(runNames(logs)).toEqual(['log.csv', 'log.jsonl']);
    expect(logs.map(log => valuesOf(log, 'loss'))).toEqual([
      [2, 1],
      [5, 4],
    ]);
  });

  it('written one after the other into a file are two, with or without a second header', async () => {
    const rows = '0,2,3\n5,1,2\n';
    for (const again of [rows, `step,loss,val_loss\n${rows}`]) {
      const { logs } = await readAll({ 'a.csv': `step,loss,val_loss\n${rows}${again}` });
      expect(runNames(logs)).toEqual(['a/1', 'a/2']);
      expect(logs.map(log => [valuesOf(log, 'loss'), valuesOf(log, 'val_loss')])).toEqual([
        [
          [2, 1],
          [3, 2],
        ],
        [
          [2, 1],
          [3, 2],
        ],
      ]);
    }
    const text = lines(
      { step: 3, loss: 1 },
      { step: 4, loss: 2 },
      { step: 0, loss: 3 },
      { step: 1, loss: 4 },
    );
    const { logs } = await readAll({ 'a.jsonl': text });
    expect(logs.map(log => valuesOf(log, 'loss'))).toEqual([
      [1, 2],
      [3, 4],
    ]);
  });

  it('taken up again from a checkpoint are one: the later number counts', async () => {
    const log = await readOne('a.csv', 'step,loss\n0,3\n1,2\n2,9\n1,1.5\n2,1\n');
    expect(valuesOf(log, 'loss')).toEqual([3, 1.5, 1]);
  });

  it('that count batches anew in each epoch are one', async () => {
    const log = await readOne('a.csv', 'epoch,batch,loss\n0,0,5\n0,1,4\n1,0,3\n1,1,2\n');
    expect([valuesOf(log, 'loss'), stepsOf(log, 'loss')]).toEqual([
      [5, 4, 3, 2],
      [0, 1, 2, 3],
    ]);
  });

  it('of a table by layer, layer after layer, are one', async () => {
    const log = await readOne('a.csv', 'layer,step,grad_l2,loss\na,0,1,5\na,1,1,4\nb,0,2,5\nb,1,2,4\n');
    expect([valuesOf(log, 'loss'), valuesOf(log, 'grad_l2')]).toEqual([
      [5, 4],
      [1, 2, 1, 2],
    ]);
  });

  const scalars = (...points: [tag: string, step: number, value: number][]) =>
    writeEvents(
      points.map(([tag, step, value]): EventValue => ({ kind: 'scalar', tag, step, value, wallTime: 1 })),
    );

  it('of an old and a new event file in one folder are two', async () => {
    const { logs } = await readAll({
      'r/events.out.tfevents.1': scalars(['loss', 0, 2], ['loss', 9, 1], ['lr', 9, 1]),
      'r/events.out.tfevents.2': scalars(['loss', 0, 4], ['lr', 0, 2], ['loss', 3, 3]),
    });
    expect(runNames(logs)).toEqual(['r/1', 'r/2']);
    expect(logs.map(log => [valuesOf(log, 'loss'), valuesOf(log, 'lr')])).toEqual([
      [[2, 1], [1]],
      [[4, 3], [2]],
    ]);
  });

  it.each([
    ['k/train/x.tfevents', 'k/validation/x.tfevents', 'k'],
    ['model/x.tfevents', 'model/eval/x.tfevents', 'model'],
    ['r/loss_train/x.tfevents', 'r/loss_val/x.tfevents', 'r/loss'],
  ])('%s and %s are the run %s', async (train, validation, name) => {
    const { logs } = await readAll({
      [train]: scalars(['epoch_loss', 0, 2], ['epoch_loss', 1, 1]),
      [validation]: scalars(['epoch_loss', 0, 3], ['epoch_loss', 1, 4]),
    });
    expect(runNames(logs)).toEqual([name]);
    expect([valuesOf(logs[0], 'loss'), valuesOf(logs[0], 'val_loss')]).toEqual([
      [2, 1],
      [3, 4],
    ]);
  });

  it('of two networks that play against each other are two, whatever they are called', async () => {
    for (const [d, g] of [
      ['Loss_D', 'Loss_G'],
      ['errD', 'errG'],
      ['d_loss', 'g_loss'],
      ['loss/discriminator', 'loss/generator'],
    ]) {
      const { logs } = await readAll({ 'a.csv': `step,${d},${g},lr\n0,1,2,3\n1,4,5,6\n` });
      expect(runNames(logs)).toEqual(['a/D', 'a/G']);
      expect(logs.map(log => [valuesOf(log, 'loss'), valuesOf(log, 'lr')])).toEqual([
        [
          [1, 4],
          [3, 6],
        ],
        [
          [2, 5],
          [3, 6],
        ],
      ]);
    }
    const { logs } = await readAll({
      'a.csv':
        'step,loss,grad_norm/netD.0.weight,grad_norm/netD.2.weight,grad_norm/netG.0.weight\n0,1,2,3,4\n1,1,2,3,4\n',
    });
    expect(logs.map(log => [log.run.name, names(log)])).toEqual([
      ['a/D', ['netD.0', 'netD.2']],
      ['a/G', ['netG.0']],
    ]);
  });

  it('one word alone, such as generator, is no game', async () => {
    const log = await readOne('a.csv', 'step,loss,generator.0.weight.grad\n0,1,2\n1,1,2\n');
    expect([log.run.name, names(log)]).toEqual(['a', ['generator.0']]);
  });

  it('that grow: a last number whose line does not end may be cut', async () => {
    const { logs, problems } = await readAll({ 'a.csv': 'step,lr,loss\n0,1,2.3\n1,2,2.2\n2,3,0.' });
    expect([valuesOf(logs[0], 'loss'), valuesOf(logs[0], 'lr')]).toEqual([
      [2.3, 2.2],
      [1, 2, 3],
    ]);
    expect(problems[0]).toContain('its last number was left out');
  });
});

describe('what is a layer', () => {
  const histogram = (count: number) => ({ _type: 'histogram', values: [count], bins: [-0.1, 0.1] });
  const row = (sizes: Readonly<Record<string, number>>) =>
    Object.fromEntries(Object.entries(sizes).map(([name, size]) => [`gradients/${name}`, histogram(size)]));

  it('no normalization: as many weights as biases, behind a layer with as many outputs', async () => {
    const fields = row({
      'n.0.weight': 144,
      'n.1.weight': 16,
      'n.1.bias': 16,
      'n.3.weight': 160,
      'n.3.bias': 10,
    });
    expect(names(await readOne('a.jsonl', lines({ step: 0, ...fields })))).toEqual(['n.0', 'n.3']);
  });

  it('but a dense layer of one input, first or behind one of one output', async () => {
    const fields = row({
      '0.weight': 8,
      '0.bias': 8,
      '2.weight': 8,
      '2.bias': 1,
      '4.weight': 8,
      '4.bias': 8,
    });
    expect(names(await readOne('a.jsonl', lines({ step: 0, ...fields })))).toEqual(['0', '2', '4']);
  });

  it('no normalization behind a module without biases, or in a shortcut', async () => {
    const head =
      'step,inc.0.weight.grad,inc.1.weight.grad,inc.1.bias.grad,l.downsample.0.weight.grad,l.downsample.1.weight.grad';
    expect(names(await readOne('a.csv', `${head}\n0,1,1,1,1,1\n`))).toEqual(['inc.0', 'l.downsample.0']);
  });

  it('lengths of weight normalization are none, LoRA shows its B, tied and missing gradients are said', async () => {
    const head = [
      'wte.weight.grad',
      'h.0.q.lora_A.default.weight.grad',
      'h.0.q.lora_B.default.weight.grad',
      'h.0.v.weight_g.grad',
      'h.0.v.weight_v.grad',
      'lm_head.weight.grad',
    ];
    const log = await readOne('a.csv', `step,${head}\n0,2,0,3,4,5,2\n1,1,2,3,4,5,1\n`);
    expect(names(log)).toEqual(['wte', 'h.0.q.lora_B', 'h.0.v', 'lm_head']);
    expect(log.run.notes!.join(' ')).toMatch(/wte and lm_head are one matrix.*1 layers are adapters/);
    const frozen = await readOne(
      'b.csv',
      'step,a.weight/norm,b.weight/norm,b.weight.grad\n0,1,1,1\n1,1,1,1\n',
    );
    expect(frozen.run.notes!.join(' ')).toContain('No gradient was logged for a');
  });
});

describe('columns that may be gradients', () => {
  it.each([
    [
      'names of parameters',
      'step,loss,conv1.weight,conv1.bias,fc.weight\n0,1,2,3,4\n1,1,2,3,4\n',
      ['conv1', 'fc'],
    ],
    ['statistics by layer', 'layer,avg,max\nconv1,1e-9,1e-8\nfc,0.01,0.1\n', ['conv1', 'fc']],
  ])('%s: the rules that are offered read them', async (_, text, layers) => {
    const log = await readOne('a.csv', text);
    expect([log.run.hasUnreadGradients, names(log)]).toEqual([true, []]);
    const rules = [...log.run.notes!.join(' ').matchAll(/--map '([^']+)'/g)].map(([, rule]) =>
      parseTagRule(rule),
    );
    const read = await readOne('a.csv', text, { rules });
    expect([read.run.hasUnreadGradients, names(read)]).toEqual([undefined, layers]);
    expect(read.run.series).toHaveProperty('grad_mean');
  });

  it('an unknown order is said, and --layers says it', async () => {
    const text = 'step,alpha.weight.grad,beta.weight.grad,gamma.weight.grad\n0,1,2,3\n';
    const log = await readOne('a.csv', text);
    expect([log.run.orderKnown, log.run.notes![0]]).toEqual([
      false,
      expect.stringContaining('--layers alpha,beta,gamma'),
    ]);
    const ordered = await readOne('a.csv', text, { layers: ['gamma', 'beta', 'alpha'] });
    expect([ordered.run.orderKnown, names(ordered)]).toEqual([undefined, ['gamma', 'beta', 'alpha']]);
  });
});
