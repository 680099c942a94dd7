import { parseExperiment, prepare, Trainer } from 'gradscope';
import { describe, expect, it } from 'vitest';
import { outputSummary } from '../commands/outputSummary.ts';
import type { Outcome } from '../outcome.ts';
import { outputFiles } from '../output/writeOutput.ts';
import { svgDocument } from '../render/svgDocument.ts';
import type { Material } from '../report/article.ts';
import { html } from '../report/html.ts';
import { reportPage } from '../report/reportPage.ts';
import { findingsOf } from '../training/findings.ts';
import { outcomeFigures } from './outcomeFigures.ts';

const probes = [
  'loss',
  'gradient',
  'signal',
  'activation',
  'ledger',
  'update',
  'histogram',
  'weightSpectrum',
  'jacobian',
];

/** A small network trained for two steps, with some of its settings changed. */
function trained(network: object, { every = 1, data }: { every?: number[] | 1; data?: object }): Outcome {
  const experiment = parseExperiment({
    data: data ?? { kind: 'spiral', pointsPerClass: 5 },
    networks: [{ name: 'odd', hidden: [4, 4], activation: 'relu', init: 'heNormal', ...network }],
    training: { optimizer: { kind: 'sgd', stepSize: 0.1 }, steps: 2 },
    record: { every, probes },
  });
  const trainer = new Trainer(experiment, 0);
  while (!trainer.done) trainer.advance(2);
  const run = { ...trainer.run(), seconds: 1 };
  const { data: rows } = prepare(experiment);
  return { experiment, table: undefined, data: rows, runs: [run], startedAt: new Date(0), seconds: 1 };
}

describe('every network has figures that can be drawn, and a report:', () => {
  it.each<[string, object, { every?: number[]; data?: object }]>([
    ['without hidden layers', { hidden: [] }, {}],
    ['of maxout units only', { activation: 'maxout' }, {}],
    ['with batch normalization, under which there is no Jacobian', { normalization: 'batch' }, {}],
    ['that diverges at once', { init: { kind: 'normal', std: 1e100 }, hidden: [4, 4, 4, 4] }, {}],
    ['that recorded nothing', {}, { every: [100] }],
    ['that first recorded later', {}, { every: [1] }],
  ])('one %s', async (_, network, others) => {
    const outcome = trained(network, others);
    const figures = outcomeFigures(outcome, false);
    for (const { draw } of figures) expect(draw({ document: svgDocument() }).outerHTML).toMatch(/<\/svg>$/);
    const findings = await findingsOf(outcome);
    const report = await reportPage(outcome, figures, { findings, folder: 'out' });
    expect(report).toContain('odd');
    // A kind that the article does not mention has a section of its own.
    expect(report.includes('How far the weights moved')).toBe(others.every?.[0] !== 100);
    expect(report.includes('Before the first update')).toBe(others.every === undefined && !isFlat(network));
  });
});

/** One layer has no gradient that is lost on its way. */
const isFlat = (network: object): boolean => 'hidden' in network && JSON.stringify(network.hidden) === '[]';

it('announces no figures if nothing can be drawn', () => {
  const outcome = trained({ hidden: [] }, { every: [100], data: { kind: 'normals', samples: 4 } });
  const figures = outcomeFigures(outcome, false);
  expect(figures).toEqual([]);
  expect(outputSummary(outputFiles('out', outcome, figures), 1, 1)).not.toContain('figures');
});

it('does not draw data with a constant feature, such as the first pixel of digits', () => {
  const names = (data: object) => outcomeFigures(trained({}, { data }), false).map(({ name }) => name);
  expect(names({ kind: 'digits' })).not.toContain('data');
  expect(names({ kind: 'iris' })).toContain('data');
});

describe('sequences and pictures are no points of a plane, however few positions they have:', () => {
  const recurrent = { kind: 'recurrent', cell: 'tanh', width: 4 };
  const last = { kind: 'pool', how: 'last' };
  const flatten = { kind: 'pool', how: 'flatten' };
  it.each<[string, object, readonly object[]]>([
    [
      '9 sequences of 2 positions, one channel in two classes',
      { kind: 'parity', samples: 9, length: 2 },
      [recurrent, last],
    ],
    [
      '9 sequences of 2 positions, one channel in two classes, one at every position',
      { kind: 'parity', samples: 9, length: 2, answers: 'every' },
      [recurrent],
    ],
    [
      '5 sequences of 1 position, one channel and one value to predict',
      { kind: 'sines', samples: 5, length: 1 },
      [recurrent],
    ],
    [
      '1,797 pictures of 8 × 8, one channel in ten classes',
      { kind: 'digits', shape: 'picture' },
      [flatten, { kind: 'dense', width: 3 }],
    ],
  ])('%s', async (text, data, hidden) => {
    const outcome = trained({ hidden }, { data });
    const figures = outcomeFigures(outcome, false);
    const names = figures.map(({ name }) => name);
    for (const name of ['data', 'regions', 'fit']) expect(names.join()).not.toContain(name);
    const findings = await findingsOf(outcome);
    const report = await reportPage(outcome, figures, { findings, folder: 'out' });
    expect(report).toContain(`<p>${text} (`);
  });
});

it('a report asks for figures by kind, and only a kind of one run for that of a run', () => {
  const asked: unknown[] = [];
  const record = (...which: unknown[]) => {
    asked.push(which);
    return html``;
  };
  const figure: Material['figure'] = record;
  const run = { name: 'odd' };
  figure('loss');
  figure('ledger', run);
  figure('gradients');
  figure('gradients', run);
  // @ts-expect-error there is no such kind
  figure('typo');
  // @ts-expect-error the ledger is that of a run
  figure('ledger');
  // @ts-expect-error the loss is that of all runs
  figure('loss', run);
  expect(asked).toHaveLength(7);
});

it('a report renders the findings it is given, and trains nothing itself', async () => {
  const outcome = trained({}, {});
  const findings = outcome.runs.map(run => ({ run, failed: true, complaint: 'not looked into' }));
  const report = await reportPage(outcome, [], { findings, folder: 'out' });
  expect(report).toContain('odd: not looked into.');
  expect(report).toContain('Learned less than half of what can be learned: odd.');
});
