import { type Experiment, parseExperiment } from 'gradscope';
import { describe, expect, test } from 'vitest';
import { editExperimentText } from './editExperimentText.ts';
import { parseExperimentText } from './experimentFile.ts';

const FLOW = `# why these: see the notebook
seed: 3 # as there
data: { kind: iris, test: 0.2 }
networks:
  - { name: a, hidden: [9, 9, 9], activation: sigmoid, init: { kind: normal, std: 0.1 } } # the first
  # the second is alike
  - { name: b, hidden: { layers: 9, width: 8 }, activation: relu, init: heNormal }
training: { optimizer: { kind: sgd, stepSize: 0.1 }, l2: 0.001, steps: 20, clip: { norm: 1 } }
precision: float32
`;
const BLOCK = `data:
  kind: iris   # bundled
networks:
  - &base
    name: a
    hidden:
      layers: 9
      width: 8
    activation: sigmoid
    init: &start
      kind: normal # not He
      std: 0.1
  - <<: *base
    name: b
  - { name: c, hidden: [9, 9, 9], activation: relu, init: *start }
training:
  clip:
    norm: 1
  optimizer:
    kind: sgd
    # larger ones diverge
    stepSize: 0.1
  steps: 20

  l2: 0.001 # small
precision: float32
`;
const json = (indent: string | undefined) =>
  `${JSON.stringify(parseExperimentText(FLOW, 'a.yaml'), null, indent)}\n`;
const FILES: Readonly<Record<string, string>> = {
  'flow.yaml': FLOW,
  'block.yaml': BLOCK,
  'windows.yaml': BLOCK.replaceAll('\n', '\r\n'),
  'line.json': json(undefined),
  'two.json': json('  '),
  'tabs.json': json('\t'),
};

type Network = Experiment['networks'][number];
const first = (change: Partial<Network>) => (experiment: Experiment) => ({
  ...experiment,
  networks: experiment.networks.map((network, i) => (i === 0 ? { ...network, ...change } : network)),
});
const training = (change: object) => (experiment: Experiment) => ({
  ...experiment,
  training: { ...experiment.training, ...change },
});
const adam = { kind: 'adam', stepSize: 0.003, beta1: 0.9, beta2: 0.999, epsilon: 1e-8 } as const;

/** One of each kind of remedy. */
const REMEDIES: Readonly<Record<string, (experiment: Experiment) => unknown>> = {
  init: first({ init: { kind: 'orthogonal', gain: 1.41 } }),
  activation: first({ activation: { kind: 'relu' } }),
  slope: first({ activation: { kind: 'leakyRelu', slope: 0.1 } }),
  normalization: first({ normalization: 'batch' }),
  residual: first({ residual: 'identity' }),
  'fewer layers': first({ hidden: [9] }),
  'fewer even layers': first({ hidden: [8, 8, 8] }),
  stepSize: training({ optimizer: { kind: 'sgd', stepSize: 0.01 } }),
  'stepSize of each layer': training({ optimizer: { kind: 'sgd', stepSize: [0.1, 0.01, 0.1, 0.1] } }),
  adam: training({ optimizer: adam }),
  clip: training({ clip: { norm: 2 } }),
  'no clip': ({ training: { clip: _, ...others }, ...rest }) => ({ ...rest, training: others }),
  schedule: training({ schedule: { kind: 'cosine', final: 0, warmup: 3 } }),
  'no penalty': training({ l2: 0 }),
  standardize: experiment => ({ ...experiment, data: { ...experiment.data, standardize: true } }),
  precision: experiment => ({ ...experiment, precision: 'float64' }),
};

describe.each(Object.entries(FILES))('%s says another experiment, and all else as before', (name, text) => {
  test.each(Object.entries(REMEDIES))('%s', (remedy, change) => {
    const experiment = parseExperiment(parseExperimentText(text, name));
    if (remedy === 'stepSize of each layer' && experiment.networks[1].hidden.length > 3) return;
    const wanted = parseExperiment(change(experiment));
    const edited = editExperimentText(text, name, wanted);
    expect(parseExperiment(parseExperimentText(edited, name))).toEqual(wanted);
    const lines = edited.split('\n');
    const lost = text
      .split('\n')
      .filter(line => !lines.includes(line) && !lines.includes(line.replace(/(\r?)$/, ',$1')));
    expect(lost.length).toBeLessThanOrEqual(name === 'line.json' ? 1 : 6);
    expect(Math.abs(lines.length - text.split('\n').length)).toBeLessThanOrEqual(5);
    expect(commentsOf(edited).length).toBeGreaterThanOrEqual(commentsOf(text).length - 1);
  });
});

const commentsOf = (text: string) => text.match(/#.*/g) ?? [];

/** The lines that went, and those that came. */
function difference(text: string, edited: string): string[] {
  const [before, after] = [text.split('\n'), edited.split('\n')];
  return [
    ...before.filter(line => !after.includes(line)).map(line => `-${line}`),
    ...after.filter(line => !before.includes(line)).map(line => `+${line}`),
  ];
}

test.each<[string, string, string[]]>([
  [
    'flow.yaml',
    'normalization',
    [
      '-  - { name: a, hidden: [9, 9, 9], activation: sigmoid, init: { kind: normal, std: 0.1 } } # the first',
      '+  - { name: a, hidden: [9, 9, 9], activation: sigmoid, init: { kind: normal, std: 0.1 }, normalization: batch } # the first',
    ],
  ],
  ['block.yaml', 'precision', ['-precision: float32', '+precision: float64']],
  ['block.yaml', 'no penalty', ['-  l2: 0.001 # small', '+  l2: 0 # small']],
  ['block.yaml', 'stepSize', ['-    stepSize: 0.1', '+    stepSize: 0.01']],
])('in %s the difference of %s is one line', (name, remedy, lines) => {
  const experiment = parseExperiment(parseExperimentText(FILES[name], name));
  const edited = editExperimentText(FILES[name], name, parseExperiment(REMEDIES[remedy](experiment)));
  const found = difference(FILES[name], edited);
  expect(found.slice(0, lines.length)).toEqual(lines);
});

test('the same experiment is the same text', () => {
  for (const [name, text] of Object.entries(FILES)) {
    expect(editExperimentText(text, name, parseExperiment(parseExperimentText(text, name)))).toBe(text);
  }
});

test('aliases keep the values of an edited anchor', () => {
  const experiment = parseExperiment(parseExperimentText(BLOCK, 'a.yaml'));
  const wanted = parseExperiment(REMEDIES.activation(experiment));
  expect(editExperimentText(BLOCK, 'a.yaml', wanted)).toContain(`  - <<: *base
    name: b
    activation: sigmoid
`);
});
