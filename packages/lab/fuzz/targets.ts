import { parseExperiment } from 'gradscope';
import { repeated } from '../../formats/fuzz/mutate.ts';
import type { FuzzTarget, Layout } from '../../formats/fuzz/target.ts';
import { readMapUrl } from '../src/map/mapAddress.ts';
import { FIRST_PLAN, mapFields } from '../src/map/mapFields.ts';
import { sweepOf } from '../src/map/mapPlan.ts';
import { encodeDocument } from '../src/state/urlDocument.ts';
import { DEFAULT_URL_STATE, readUrlState, writeUrlState } from '../src/state/urlState.ts';
import { writeFields } from '../src/state/urlText.ts';

const LONGEST_COMPLAINT = 700;
const MOST_COMPLAINTS = 12;

const encode = (text: string) => new TextEncoder().encode(text);
const decode = (bytes: Uint8Array) => new TextDecoder().decode(bytes);

/** The parts of a link, its documents taken out of their encoding. */
const parts: Layout = {
  split: link =>
    decode(link)
      .split('&')
      .map(part => {
        const [name, text] = part.split('=') as [string, string];
        return encode(
          DOCUMENTS.includes(name) ? `${name}=${atob(text.replaceAll('-', '+').replaceAll('_', '/'))}` : part,
        );
      }),
  join: pieces => encode(pieces.map(decode).map(joined).join('&')),
};

const DOCUMENTS = ['run', 'map', 'view'];

function joined(part: string): string {
  const at = part.indexOf('=');
  const name = part.slice(0, at);
  return DOCUMENTS.includes(name) ? `${name}=${encoded(part.slice(at + 1))}` : part;
}

/** Text in the form of a link, whether or not it is JSON. */
function encoded(text: string): string {
  const characters = Array.from(encode(text), byte => String.fromCharCode(byte)).join('');
  return btoa(characters).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}

/**
 * @throws Error if the complaints about a link are not a few short lines that name the link and the expected
 *   rule
 */
function checkComplaints(complaints: readonly string[]): void {
  if (complaints.length > MOST_COMPLAINTS) throw new Error(`${complaints.length} complaints`);
  for (const complaint of complaints) {
    const isOne =
      /^(?:link|map): .*expected [^\n]+$/.test(complaint) && complaint.length <= LONGEST_COMPLAINT;
    if (!isOne)
      throw new Error(`a complaint that is not one short line with a rule: ${complaint.slice(0, 2000)}`);
  }
}

function readLab(bytes: Uint8Array): void {
  const { state, complaints } = readUrlState(`#${decode(bytes)}`);
  checkComplaints(complaints);
  for (const { experiment } of state.run) parseExperiment(experiment);
  const again = readUrlState(writeUrlState(state));
  if (again.complaints.length > 0)
    throw new Error(`a state whose own link is refused: ${again.complaints[0]}`);
}

function readMap(bytes: Uint8Array): void {
  const { state, complaints } = readMapUrl(`#${decode(bytes)}`);
  checkComplaints(complaints);
  sweepOf(state.map, state.side, state.target);
}

const { experiment } = DEFAULT_URL_STATE.run[0];
const changed = { ...experiment, training: { ...experiment.training, l2: 0.01 } };
const forked = {
  ...DEFAULT_URL_STATE,
  run: [
    { from: 0, experiment },
    { from: 7, experiment: changed },
  ],
} as const;
const small = parseExperiment({
  data: { kind: 'xor', samples: 4 },
  networks: [
    {
      name: 'a',
      hidden: [2, { width: 3, activation: 'tanh' }],
      activation: 'relu',
      init: { kind: 'normal', std: 0.1 },
    },
  ],
  training: { optimizer: { kind: 'adam', stepSize: 0.1 }, steps: 10, batch: 2 },
});
const links = [
  writeUrlState(forked),
  writeUrlState({
    ...DEFAULT_URL_STATE,
    run: [{ from: 0, experiment: small }],
    step: 3,
    open: ['loss'],
    points: [{ x: 1, y: -1, label: 2 }],
    rows: '0123456789abcdef',
    embed: 'heat',
    layer: 2,
    neuron: 1,
  }),
  'step=10&speed=100&open=loss.heat&embed=regions&measure=grad_l2&gradientScale=linear&lossScale=log&ranges=own',
].map(encode);

const tokens = [
  '&',
  '=',
  '%0a',
  '%',
  '#',
  'run=',
  'step=',
  '__proto__',
  '"kind":',
  '{',
  '}',
  '[',
  ']',
  ',',
  'null',
  '"',
  '1e999',
  '-1',
  '"__proto__":{}',
  '{"toString":1}',
  '"hidden":{"layers":1000,"width":1000}',
];

const filled = (text: string, before = '', after = '') =>
  encode(before + decode(repeated(encode(text), Math.floor(2 ** 20 / text.length))) + after).subarray(
    0,
    2 ** 20,
  );
const long = (text: string) => encode(`run=${encoded(text)}`).subarray(0, 2 ** 20);

const bombs = () => [
  encode(`view=${encoded('null')}&run=${encoded('[null]')}&map=${encoded('{"document":null}')}`),
  filled('a&'),
  filled('x', 'speed='),
  filled('%0a', 'speed='),
  filled('loss.', 'open='),
  filled('A', 'points='),
  filled('A', 'run='),
  filled(`run=${encodeDocument([{ from: 0, experiment: small }])}&`),
  encode(`run=${encoded('['.repeat(390_000))}`),
  long(`${'['.repeat(5000)}${']'.repeat(5000)}`),
  long(`[{"from":0,"experiment":${'{"data":'.repeat(4000)}1${'}'.repeat(4000)}}]`),
  long(`[${'{"from":0,"experiment":{}},'.repeat(14_000)}0]`),
  long(
    `[${Array.from({ length: 500 }, (_, from) => JSON.stringify({ from, experiment: small })).join()}]`,
  ).subarray(0, 2 ** 20),
  long(`[{"from":0,"experiment":{"networks":[${'{"hidden":[1]},'.repeat(25_000)}0]}}]`),
  long(`[{"from":0,"experiment":{"networks":[{"hidden":[${'1,'.repeat(190_000)}1]}]}}]`),
  long(`[{"from":0,"experiment":{"seed":"${'x'.repeat(390_000)}"}}]`),
  long(`[{"from":0,"experiment":{${Array.from({ length: 30_000 }, (_, i) => `"k${i}":0,`).join('')}"x":0}}]`),
];

export const targets: Readonly<Record<string, FuzzTarget>> = {
  'lab link': { file: 'link', read: readLab, corpus: links, bombs, tokens, layout: parts },
  'map link': {
    file: 'link',
    read: readMap,
    corpus: [
      ...links,
      encode(`map=${mapFields.map.type.write(FIRST_PLAN)}&side=32&measure=grad_l1&theory=off&target=0.5`),
      encode(
        writeFields(mapFields, {
          ...Object.fromEntries(Object.entries(mapFields).map(([name, { default: value }]) => [name, value])),
          sweep: '0123456789ab',
          view: { x: 0, y: 1, facet: undefined, others: ['median', 2] },
        } as never),
      ),
    ],
    bombs,
    tokens: [...tokens, '"x":{"path":"seed","from":0,"to":1e9}', '"scale":"log"', '"whole":true'],
    layout: parts,
  },
};
