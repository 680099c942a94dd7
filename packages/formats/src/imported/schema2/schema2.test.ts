import { describe, expect, it } from 'vitest';
import { importLogs } from '../../files/importLogs.ts';

const HEAD = {
  gradscope: 2,
  framework: 'pytorch 1.13.1',
  model: 'Net',
  every: 10,
  dtype: 'float32',
  device: 'cpu',
  optimizer: { kind: 'Adam', lr: 0.001, betas: [0.9, 0.999], foreach: null, odd: { deep: 1 } },
  loss: { kind: 'cross_entropy', operations: ['log_softmax', 'nll_loss'], terms: 1 },
  modules: [
    { name: 'rnn', kind: 'RNN', settings: '3, 2', inputs: [8, 5, 3], outputs: [8, 5, 2], sequence: 1 },
    { name: 'fc1', kind: 'Linear', outputs: [8, 4] },
    { name: 'fc1>relu', kind: 'relu', outputs: [8, 4] },
    { name: 'fc2', kind: 'Linear', outputs: [8, 3] },
  ],
  parameters: [
    { name: 'pos', module: '', shape: [5, 3] },
    { name: 'rnn.weight_ih_l0', module: 'rnn', shape: [2, 3] },
    { name: 'rnn.weight_hh_l0', module: 'rnn', shape: [2, 2] },
    { name: 'fc1.weight_g', module: 'fc1', shape: [4, 1] },
    { name: 'fc1.weight_v', module: 'fc1', shape: [4, 2], shared: ['tied.weight'] },
    { name: 'fc0.weight', module: 'fc1', shape: [9, 9], frozen: true },
    { name: 'fc2.weight', module: 'fc2', shape: [3, 4] },
  ],
};
const ROW = {
  step: 10,
  loss: 1.5,
  lr: 0.01,
  best_constant: 1.1,
  accumulating: true,
  grad_l2: [7, 3, 4, 8, 5, null, 'NaN'],
  grad_mean: [0, 1, 6, 0, 2, null, 3],
  weight_l2: [1, 1, 1, 1, 2, 1, 1],
  update_ratio: [0, 0.3, 0.4, 0, 0.5, null, 0.1],
  out_std: [1, 2, 3, 4],
  dead: [null, null, 0.25, null],
  delta_norm: [0.1, 0.2, 0.3, 0.4],
  time: { rnn: [1, 2, 3, 4, 5] },
  attention_logit: { rnn: 9 },
  classes: [0.5, 0.25, 0.25],
  bad: 'gradient fc2.weight',
  undefined: ['sqrt', 'log'],
  my_number: 3,
};

async function read(...lines: object[]) {
  const text = lines.map(line => JSON.stringify(line)).join('\n');
  const { logs } = await importLogs([{ path: 'a.jsonl', read: () => new TextEncoder().encode(`${text}\n`) }]);
  return logs[0];
}

const refusal = (...lines: object[]) =>
  read(...lines).then(
    () => 'read',
    (error: Error) => error.message,
  );

describe('a log of schema 2', () => {
  it('has what its head says', async () => {
    const { detail } = (await read(HEAD, ROW)).run;
    expect(detail).toMatchObject({
      framework: 'pytorch 1.13.1',
      model: 'Net',
      every: 10,
      optimizer: { kind: 'Adam', settings: { lr: 0.001, betas: [0.9, 0.999], foreach: null } },
      loss: HEAD.loss,
    });
    expect(detail!.optimizer!.settings).not.toHaveProperty('odd');
    expect(detail!.modules[0]).toEqual({ ...HEAD.modules[0], calls: 1 });
    expect(detail!.modules[1]).toMatchObject({ settings: '', inputs: null, calls: 1, sequence: null });
    expect(detail!.parameters.map(({ module }) => module)).toEqual([null, 0, 0, 1, 1, 1, 3]);
    expect(detail!.parameters[4]).toMatchObject({ frozen: false, shared: ['tied.weight'], shape: [4, 2] });
    expect(detail!.parameters[5].frozen).toBe(true);
  });

  it('has what its steps say, by parameter, module, run, time step and event', async () => {
    const detail = (await read(HEAD, { ...ROW, step: 20, loss: 1, dead: [null, null, 0.5, null] }, ROW)).run
      .detail!;
    expect([...detail.parameterSeries.grad_l2!.step]).toEqual([10, 20]);
    expect([...detail.parameterSeries.grad_l2!.values.subarray(0, 7)]).toEqual([
      7,
      3,
      4,
      8,
      5,
      Number.NaN,
      Number.NaN,
    ]);
    expect([...detail.moduleSeries.dead!.values]).toEqual(
      [0.25, 0.5].flatMap(share => [Number.NaN, Number.NaN, share, Number.NaN]),
    );
    expect([...detail.runSeries.lr!.values]).toEqual([0.01, 0.01]);
    expect([...detail.runSeries.accumulating!.values]).toEqual([1, 1]);
    expect(detail.time.rnn).toMatchObject({ columns: 5, step: Int32Array.of(10, 20) });
    expect([...detail.attentionLogit.rnn.values]).toEqual([9, 9]);
    expect([...detail.classes!]).toEqual([0.5, 0.25, 0.25]);
    expect(detail.bad[0]).toEqual({ step: 20, what: 'gradient fc2.weight' });
    expect(detail.undefinedOperations.map(({ what }) => what)).toEqual(['sqrt', 'log', 'sqrt', 'log']);
  });

  it('has layers in order of execution, each of all its parameters', async () => {
    const { layers, series } = (await read(HEAD, ROW)).run;
    expect(layers).toEqual([
      { name: 'rnn', fanIn: null, fanOut: null, size: 10, activation: null },
      { name: 'fc1', fanIn: 2, fanOut: 4, size: 8, activation: 'relu' },
      { name: 'fc2', fanIn: 4, fanOut: 3, size: 12, activation: null },
    ]);
    const { NaN: none } = Number;
    expect([...series.grad_l2.values]).toEqual([5, 5, none]);
    expect([...series.grad_mean.values]).toEqual([3, 2, 3]);
    expect([...series.update_ratio.values]).toEqual([0.5 / Math.SQRT2, 0.5, 0.1]);
    expect([...series.act_std.values]).toEqual([none, 3, none]);
    expect([...series.dead.values]).toEqual([none, 0.25, none]);
    expect([...series.delta_norm.values]).toEqual([0.1, 0.2, 0.4]);
    expect([...series.loss.values]).toEqual([1.5]);
  });

  it('stacks of recurrent layers have a layer a level', async () => {
    const names = ['rnn.weight_ih_l0', 'rnn.weight_hh_l0', 'rnn.weight_ih_l1', 'rnn.weight_hh_l1'];
    const parameters = names.map(name => ({ name, module: 'rnn', shape: [2, 2] }));
    const { run } = await read({ ...HEAD, parameters }, { step: 0, grad_l2: [3, 4, 6, 8] });
    expect(run.layers.map(({ name }) => name)).toEqual(['rnn.l0', 'rnn.l1']);
    expect([...run.series.grad_l2.values]).toEqual([5, 10]);
  });

  it('keeps numbers of other names as tags', async () => {
    const { tags } = await read(HEAD, ROW);
    expect(tags.find(({ tag }) => tag === 'my_number')).toMatchObject({ use: 'not understood', points: 1 });
    expect(tags.some(({ tag }) => tag === 'lr')).toBe(false);
  });

  it('refuses what is no such log, with line and way on', async () => {
    const at = (line: number) => new RegExp(`^a\\.jsonl, line ${line}, byte \\d+: expected `);
    const { modules: _, ...without } = HEAD;
    expect(await refusal(without, ROW)).toMatch(/line 1, byte 0: expected modules as a list, as schema 2/);
    expect(await refusal({ ...HEAD, modules: [{ kind: 'Linear' }] })).toMatch(
      'a name for each of the modules',
    );
    expect(await refusal({ ...HEAD, modules: [...HEAD.modules, HEAD.modules[0]] })).toMatch(
      'modules of different names, got "rnn"',
    );
    expect(await refusal({ ...HEAD, parameters: [{ name: 'w', shape: [-1] }] })).toMatch(
      'shape of w as a list of sizes, got [-1]',
    );
    const short = await refusal(HEAD, { ...ROW, dead: [1] });
    expect(short).toMatch(at(2));
    expect(short).toMatch('dead with 4 values, one for each of the modules in line 1, got 1');
    const twice = await refusal(HEAD, ROW, HEAD);
    expect(twice).toMatch(at(3));
    expect(twice).toMatch('split the file here');
    expect(await refusal({ gradscope: 3 })).toMatch('version 1 or 2 of this log, or a newer gradscope');
  });

  it('refuses time steps whose table would be far larger than the log', async () => {
    const rows = Array.from({ length: 3000 }, (_, step) => ({ step, time: { rnn: [1] } }));
    const long = { step: 3000, time: { rnn: Array(3000).fill(1) } };
    expect(await refusal(HEAD, ...rows, long)).toMatch('lists of about one length, got 3000');
  });
});
