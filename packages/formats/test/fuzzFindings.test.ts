import { describe, expect, test } from 'vitest';
import { fuzzParser } from '../fuzz/fuzzParser.ts';

const SEED = 1;
/** As many inputs as it takes until a parser that is wrong is found out. */
const ENOUGH = 100_000;
const LONGEST = 600_000;

describe('parsers that are wrong are found out', () => {
  const broken = new URL('brokenParsers.ts', import.meta.url).href;
  test.each([
    ['crashing', 'crash', /no such thing/],
    ['hanging', 'hang', /not read after 2 s/],
    ['greedy', 'memory', /3\d\d MB/],
    ['claiming', 'memory', /10\d\d MB/],
    ['hoarding', 'memory', /more than 256 MB of objects/],
    ['silent', 'refusal', /names no place|does not name the file/],
  ])(
    '%s',
    async (parser, kind, detail) => {
      const { inputs, finding } = await fuzzParser({ parser, seed: SEED, inputs: ENOUGH, targets: broken });
      expect(finding).toMatchObject({ kind, index: inputs - 1, detail: expect.stringMatching(detail) });
    },
    LONGEST,
  );

  test('and one that is not is not', async () => {
    const { inputs, finding } = await fuzzParser({
      parser: 'whole',
      seed: SEED,
      inputs: 1000,
      targets: broken,
    });
    expect([inputs, finding]).toEqual([1000, undefined]);
  });
});
