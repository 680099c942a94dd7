import { describe, expect, test } from 'vitest';
import { draws } from '../../../scripts/soak/soaking.ts';
import { targets as linkTargets } from '../../lab/fuzz/targets.ts';
import { fuzzParser, LINK_TARGETS, type Outcome, TARGETS } from '../fuzz/fuzzParser.ts';
import { targets as fileTargets } from '../fuzz/targets.ts';

const SEED = 1;
const INPUTS = draws(100, 100_000);
/** Their parsers take a millisecond for what others do in ten microseconds. */
const SLOW: Readonly<Record<string, number>> = {
  yaml: draws(20, 10_000),
  json: draws(20, 10_000),
  'lab link': draws(20, 1500),
  'map link': draws(20, 1500),
};
/** Logs go through the readers of the files that they are in, which have the full number. */
const LOG_INPUTS = draws(40, 20_000);
/** Processes at once; the others wait. */
const LANES = 2;
const LONGEST = 1_800_000;

const parsers = [...Object.keys(fileTargets), ...Object.keys(linkTargets)];
const outcomes = inLanes(parsers);

describe('damaged files and links are read or refused: no crash, no hang, no more than 256 MB', () => {
  test.each(parsers.map(parser => [parser, inputsOf(parser)] as const))(
    '%s, %i of them',
    async (parser, inputs) => {
      const outcome = await outcomes[parser];
      const command = `npm run fuzz -- --parser '${parser}' --seed ${SEED} --inputs ${inputs}`;
      expect(outcome.finding, command).toBeUndefined();
      expect(outcome.inputs).toBe(inputs);
    },
    LONGEST,
  );
});

const moduleOf = (parser: string): string => (parser in linkTargets ? LINK_TARGETS : TARGETS);

function inputsOf(parser: string): number {
  return SLOW[parser] ?? (parser.endsWith(' log') ? LOG_INPUTS : INPUTS);
}

/** Begins to fuzz all parsers, some at a time. */
function inLanes(parsers: readonly string[]): Readonly<Record<string, Promise<Outcome>>> {
  const lanes = Array.from({ length: LANES }, () => Promise.resolve());
  return Object.fromEntries(
    parsers.map((parser, i) => {
      const lane = i % LANES;
      const outcome = lanes[lane].then(() =>
        fuzzParser({ parser, seed: SEED, inputs: inputsOf(parser), targets: moduleOf(parser) }),
      );
      lanes[lane] = outcome.then(
        () => {},
        () => {},
      );
      return [parser, outcome];
    }),
  );
}
