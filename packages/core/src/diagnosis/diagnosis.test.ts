import { describe, expect, it } from 'vitest';
import { parseExperiment } from '../experiment/parseExperiment.ts';
import { RandomState } from '../random/randomState.ts';
import { describeVerdict } from './describe.ts';
import { Diagnosis, type DiagnosisOptions, diagnose } from './diagnosis.ts';
import { fixedExperiment } from './fixedExperiment.ts';
import { runTrial } from './trial.ts';

interface Parts {
  readonly network?: object;
  readonly training?: object;
  readonly data?: object;
}

/** Circles that eight tanh layers learn well within 300 steps, with the given changes. */
function experimentWith({ network, training, data }: Parts = {}) {
  return parseExperiment({
    seed: 3,
    data: { kind: 'circles', samples: 100, noise: 0.05, factor: 0.4, ...data },
    networks: [
      { name: 'net', hidden: { layers: 8, width: 16 }, activation: 'tanh', init: 'orthogonal', ...network },
    ],
    training: { optimizer: { kind: 'adam', stepSize: 0.002 }, steps: 300, ...training },
  });
}

const detect = (parts: Parts) => diagnose(experimentWith(parts), 0, { remedies: false });
const sigmoid = { activation: 'sigmoid', init: 'glorotNormal' };

describe('a healthy network has no symptom', () => {
  it.each([
    ['as it is', {}],
    [
      'of 50 layers',
      {
        network: { hidden: { layers: 50, width: 16 } },
        training: { optimizer: { kind: 'adam', stepSize: 0.0005 } },
      },
    ],
    ['half of whose relu units are off', { network: { activation: 'relu', init: 'heNormal' } }],
  ])('%s', (_, parts) => {
    const { healthy, symptoms, remedies } = detect(parts);
    expect([healthy, symptoms, remedies]).toEqual([true, [], []]);
  });
});

describe('a fault is named first among the symptoms', () => {
  const block = (own: object) => ({
    hidden: [16, 16, 16, { width: 16, ...own }, { width: 16, ...own }, 16, 16, 16],
  });
  const relu = { activation: 'relu', init: 'heNormal' };
  it.each<[string, Parts, string, readonly [number, number] | null]>([
    ['sigmoid units', { network: sigmoid }, 'vanishing', [1, 8]],
    [
      'small weights in layers 4 and 5',
      {
        network: block({ init: { kind: 'normal', std: 0.01 } }),
        training: { optimizer: { kind: 'sgd', stepSize: 0.1 } },
      },
      'vanishing',
      [4, 5],
    ],
    ['zeros', { network: { init: 'zeros' } }, 'symmetric', [1, 8]],
    ['equal weights', { network: { init: { kind: 'constant', value: 0.1 } } }, 'symmetric', [1, 8]],
    [
      'relu units switched off in layer 4',
      {
        network: {
          ...relu,
          hidden: [16, 16, 16, { width: 16, init: { kind: 'constant', value: -1 } }, 16, 16, 16, 16],
        },
      },
      'dead',
      [4, 4],
    ],
    ['large weights of tanh', { network: { init: { kind: 'normal', std: 5 } } }, 'saturated', [2, 8]],
    [
      'sigmoid units, so few that reference starts of ReLU die',
      { network: { ...sigmoid, hidden: { layers: 8, width: 2 } } },
      'vanishing',
      [1, 8],
    ],
    ['a tiny step', { training: { optimizer: { kind: 'sgd', stepSize: 1e-6 } } }, 'stalled', null],
  ])('%s', (_, parts, kind, layers) => {
    const { symptoms } = detect(parts);
    expect([symptoms[0].kind, symptoms[0].layers]).toEqual([kind, layers]);
  });

  it('large weights of relu: exploding, and the first broken layer', () => {
    const { symptoms } = detect({
      network: { ...relu, init: { kind: 'normal', std: 4 } },
      training: { optimizer: { kind: 'sgd', stepSize: 0.1 } },
    });
    expect(symptoms.map(({ kind }) => kind).slice(0, 2)).toEqual(['exploding', 'diverged']);
    expect(symptoms[1].layers).not.toBeNull();
  });

  it('a loss that is no number from the start: diverged, in the first broken layer, not stalled', () => {
    const { symptoms } = detect({
      network: { ...relu, init: { kind: 'normal', std: 1e100 } },
      training: { optimizer: { kind: 'sgd', stepSize: 0.1 } },
    });
    expect(symptoms.map(({ kind, layers, step }) => [kind, layers, step])).toEqual([['diverged', [4, 4], 0]]);
  });

  it('shuffled targets, some of which the network memorizes, and nothing fixes them', () => {
    const data = { kind: 'table', file: 'x.csv', target: 'y' };
    const experiment = parseExperiment({ ...experimentWith(), data });
    const { symptoms, remedies } = diagnose(experiment, 0, { table: shuffledTable() });
    expect(symptoms[0].kind).toBe('mismatch');
    expect(remedies.filter(({ proven }) => proven)).toEqual([]);
  });
});

/** Rows of a table with columns `x` and `y`, and what a network is to make of them. */
function diagnoseRows(rows: readonly (readonly number[])[], parts: Parts, options: DiagnosisOptions = {}) {
  const table = rows[0].map((_, j) => ({
    name: j === rows[0].length - 1 ? 'y' : `x${j}`,
    width: 1,
    values: Float64Array.from(rows, row => row[j]),
  }));
  const experiment = parseExperiment({
    seed: 0,
    data: { kind: 'table', file: 'rows.csv', target: 'y', ...parts.data },
    networks: [{ name: 'net', hidden: [16, 16], activation: 'tanh', init: 'glorotNormal', ...parts.network }],
    training: { optimizer: { kind: 'adam', stepSize: 0.003 }, steps: 400, ...parts.training },
  });
  return diagnose(experiment, 0, { table, seeds: 2, ...options });
}

describe('the scale of the data counts only if it changes what is learned', () => {
  const parabola = (xSize: number, ySize: number) =>
    Array.from({ length: 120 }, (_, i) => [xSize * (i / 60 - 1), ySize * (i / 60 - 1) ** 2]);
  const regression = { data: { task: 'regression' } };

  it('targets in thousands, which the outputs cannot reach: targetScale, fixed by standardizing them', () => {
    const { state, symptoms, remedies } = diagnoseRows(parabola(1, 3000), regression);
    expect([state, symptoms[0].kind, symptoms[0].layers]).toEqual(['faulty', 'targetScale', [3, 3]]);
    expect(symptoms[0].evidence.shareOnceScaled).toBeGreaterThan(0.8);
    expect(remedies[0]).toMatchObject({ proven: true, change: { treats: ['targetScale'] } });
  });

  it('the same targets, which large steps reach: no symptom', () => {
    const reached = { ...regression, training: { optimizer: { kind: 'adam', stepSize: 1 }, steps: 2000 } };
    const linear = Array.from({ length: 120 }, (_, i) => [i / 60 - 1, 300 * (i / 60 - 1)]);
    const network = { network: { hidden: [], init: 'glorotNormal' } };
    expect(diagnoseRows(linear, { ...reached, ...network }).symptoms).toEqual([]);
  });

  it('steps of nearly nothing on inputs in hundreds: stalled, since standardized inputs do not help', () => {
    const rows = Array.from({ length: 100 }, (_, i) => [100 * Math.cos(i), 100 * Math.sin(i), i % 2]);
    const slow = { training: { optimizer: { kind: 'sgd', stepSize: 1e-9 }, steps: 300 } };
    const kinds = diagnoseRows(rows, slow, { remedies: false }).symptoms.map(({ kind }) => kind);
    expect(kinds).not.toContain('badlyScaled');
  });
});

describe('targets that neighbours cannot predict, and a network can', () => {
  const slow = {
    network: { activation: 'sigmoid' },
    training: { optimizer: { kind: 'sgd', stepSize: 0.01 }, steps: 300 },
  };
  const bits = (count: number) =>
    Array.from({ length: 2 ** count }, (_, i) => {
      const own = Array.from({ length: count }, (_, bit) => (i >> bit) & 1);
      return [...own, own.reduce((sum, one) => sum + one, 0) % 2];
    });
  it.each([2, 3, 4, 6])('parity of %i bits is no mismatch', count => {
    expect(diagnoseRows(bits(count), slow, { remedies: false }).symptoms[0].kind).not.toBe('mismatch');
  });
});

it('a network that learns clearly less than there is, as its start shows, is held back', () => {
  const experiment = parseExperiment({
    seed: 0,
    data: { kind: 'spiral' },
    networks: [{ name: 'net', hidden: [30, 30, 30], activation: 'tanh', init: { kind: 'normal', std: 30 } }],
    training: { optimizer: { kind: 'sgd', stepSize: 0.1 }, steps: 3000 },
  });
  const { state, healthy, symptoms } = diagnose(experiment, 0, { remedies: false });
  expect([state, healthy, symptoms[0]?.kind]).toEqual(['heldBack', false, 'saturated']);
});

it('tries two changes at once if no single one is proven', () => {
  const experiment = parseExperiment({
    seed: 3,
    data: { kind: 'iris', standardize: true },
    networks: [{ name: 'net', hidden: [16], activation: 'tanh', init: { kind: 'normal', std: 3 } }],
    training: { optimizer: { kind: 'sgd', stepSize: 30 }, steps: 200, batch: 16, loss: 'meanSquaredError' },
  });
  const { remedies } = diagnose(experiment, 0, { seeds: 2 });
  const [best] = remedies;
  expect(remedies.filter(({ proven, change }) => proven && !change.text.includes(', and '))).toEqual([]);
  expect(best).toMatchObject({ proven: true });
});

it('leaves out what does not go together with batches of one row, and counts what throws as failed', () => {
  const { remedies } = diagnose(
    experimentWith({
      network: sigmoid,
      training: { batch: 1, steps: 60, optimizer: { kind: 'sgd', stepSize: 1e-5 } },
    }),
    0,
    { seeds: 1 },
  );
  expect(remedies.length).toBeGreaterThan(0);
  expect(remedies.map(({ change }) => change.text)).not.toContain('normalization: batch');
  const fitting = experimentWith({ training: { batch: 1 } });
  const networks = fitting.networks.map(network => ({ ...network, normalization: 'batch' as const }));
  const impossible = { ...fitting, networks };
  expect(runTrial({ experiment: impossible, index: 0, steps: 5, examined: false })).toMatchObject({
    failure: expect.stringContaining('batch'),
    divergedAt: 0,
  });
});

describe('targets some rows from where they belong', () => {
  const data = { kind: 'table', file: 'x.csv', target: 'y' };
  const experiment = parseExperiment({ ...experimentWith(), data });
  const verdict = diagnose(experiment, 0, { table: laggedTable(), seeds: 2 });

  it('are told, with the rows between', () => {
    expect(verdict.symptoms[0]).toMatchObject({ kind: 'mismatch', evidence: { targetShift: 2 } });
    expect(describeVerdict(verdict)[1]).toMatch(/; they belong to the targets 2 rows below\.$/);
  });

  it('are put where they belong, which is proven', () => {
    expect(verdict.remedies.map(({ change, proven }) => [change.text, proven])).toEqual([
      ['data.targetShift: 2', true],
    ]);
    expect(verdict.causes).toEqual([{ kind: 'targets', part: 1 }]);
    const { experiment: patched } = fixedExperiment(experiment, [verdict]);
    expect(diagnose(patched, 0, { table: laggedTable(), remedies: false }).healthy).toBe(true);
  });
});

/** 200 points of the plane, each with the side on which the point two rows before it lies. */
function laggedTable() {
  const [x, z] = shuffledTable();
  const { values } = x as { values: Float64Array };
  const y = [...values].map((_, i) => (i < 2 || values[i - 2] > 0 ? 'right' : 'left'));
  return [x, z, { name: 'y', width: 1, values: y }];
}

/** 200 points of the plane, and one of two classes for each that has nothing to do with it. */
function shuffledTable() {
  const random = new RandomState(5);
  const numbers = () => Float64Array.from({ length: 200 }, () => random.normal());
  return [
    ...['x', 'z'].map(name => ({ name, width: 1, values: numbers() })),
    { name: 'y', width: 1, values: [...numbers()].map(value => (value > 0 ? 'a' : 'b')) },
  ];
}

describe('remedies', () => {
  const experiment = experimentWith({ network: sigmoid });
  const verdict = diagnose(experiment, 0, { seeds: 4 });
  const proven = verdict.remedies.filter(remedy => remedy.proven);

  it('are proven where they train with 5 seeds, and come first', () => {
    expect(proven.length).toBeGreaterThan(0);
    expect(verdict.remedies.slice(0, proven.length)).toEqual(proven);
    for (const { runs, probability, interval, steps } of proven) {
      expect(runs).toBe(5);
      expect(probability).toBeGreaterThanOrEqual(0.8);
      expect(interval[0]).toBeLessThan(probability);
      expect(steps).toBeLessThan(300);
    }
  });

  it('that failed are listed', () => {
    const failed = verdict.remedies.filter(({ trained }) => trained === 0);
    expect(failed.length).toBeGreaterThan(0);
    expect(failed.every(remedy => !remedy.proven && remedy.steps === null)).toBe(true);
  });

  it('let a cause be asserted only where one that removes it is proven', () => {
    expect(verdict.causes.map(({ kind }) => kind)).toContain('activationSlope');
    for (const { kind } of verdict.causes) {
      expect(proven.some(({ change }) => change.treats.includes(kind))).toBe(true);
    }
  });

  it('make the experiment healthy once they are in it', () => {
    const { experiment: patched, fixed, left } = fixedExperiment(experiment, [verdict]);
    expect([fixed.length, left]).toEqual([1, []]);
    expect(diagnose(patched, 0, { remedies: false }).healthy).toBe(true);
  });

  it('are told in words, with the layers', () => {
    const lines = describeVerdict(verdict);
    expect(lines[0]).toMatch(/^net does not train: it has learned [\d.]+\u00a0% /);
    expect(lines[1]).toMatch(/^Vanishing gradient in layers 1 to 8: a factor of 0\.\d+ per layer, /);
    expect(lines.at(-1)).toMatch(/^Remedy: /);
  });
});

describe('the diagnosis', () => {
  const experiment = experimentWith({ network: sigmoid });

  it('is the same to the last bit when its trials are run in another order', () => {
    const diagnosis = new Diagnosis(experiment, 0, { seeds: 1 });
    for (let trials = diagnosis.next(); trials.length > 0; trials = diagnosis.next()) {
      const backwards = trials.toReversed().map(trial => runTrial(trial));
      diagnosis.take(backwards.toReversed());
    }
    expect(diagnosis.verdict()).toEqual(diagnose(experiment, 0, { seeds: 1 }));
  });

  it('says what its trials are for, to the end: also that pairs of changes are tried', () => {
    const stalled = experimentWith({
      network: { name: 'net', hidden: [4], activation: 'tanh' },
      training: { optimizer: { kind: 'sgd', stepSize: 1e-8 }, steps: 60 },
    });
    const diagnosis = new Diagnosis(stalled, 0, { seeds: 1 });
    const stages: string[] = [];
    for (; diagnosis.stage !== 'done'; stages.push(diagnosis.stage)) {
      expect(diagnosis.next().length).toBeGreaterThan(0);
      diagnosis.take(diagnosis.next().map(trial => runTrial(trial)));
    }
    expect(diagnosis.next()).toEqual([]);
    expect(stages).toEqual(['try', 'pair', 'prove', 'done']);
  });

  it('is partial where a trial is missing: before the first none, after it the symptoms, then the remedies that were run', () => {
    const diagnosis = new Diagnosis(experiment, 0);
    expect(diagnosis.verdict()).toBeUndefined();
    diagnosis.take(diagnosis.next().map(trial => runTrial(trial)));
    expect(diagnosis.verdict()!.symptoms[0].kind).toBe('vanishing');
    const [first] = diagnosis.next();
    diagnosis.take(diagnosis.next().map((trial, i) => (i === 0 ? runTrial(trial) : undefined)));
    const { partial, remedies, causes } = diagnosis.verdict()!;
    expect([partial, diagnosis.next()]).toEqual([true, []]);
    expect(remedies.map(({ change }) => change.experiment)).toEqual([first.experiment]);
    expect(causes).toEqual([]);
  });

  it('goes through no more steps than the experiment has', () => {
    expect(new Diagnosis(experiment, 0, { steps: 1000 }).steps).toBe(300);
    expect(new Diagnosis(experiment, 0, { steps: 20 }).steps).toBe(20);
  });

  it('refuses a network that is not there', () => {
    expect(() => new Diagnosis(experiment, 1)).toThrow('index: expected a network from 0 to 0, got 1');
  });

  it.each([
    ['a single class', () => 7],
    ['a single value', () => 0.1],
  ])('refuses targets of %s', (_, value) => {
    const [x, z] = shuffledTable();
    const table = [x, z, { name: 'y', width: 1, values: Float64Array.from({ length: 200 }, value) }];
    const data = { kind: 'table', file: 'x.csv', target: 'y' };
    expect(() => new Diagnosis(parseExperiment({ ...experimentWith(), data }), 0, { table })).toThrow(
      'data: expected targets that differ, since a diagnosis asks what of them is learned, got 200 alike',
    );
  });
});
