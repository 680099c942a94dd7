import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { draws } from '../../../scripts/soak/soaking.ts';
import { dice, expectSameRun, longExperiment, trainKilled, trainWhole } from './killing.ts';
import { temporaryFolder } from './runProgram.ts';

const folder = temporaryFolder();
const at = (...parts: string[]) => join(folder.path, ...parts);
const KILLS = draws(3, 30);

beforeAll(async () => {
  writeFileSync(at('long.json'), JSON.stringify(longExperiment));
  expect((await trainWhole(folder.path, 'long.json', at('whole'))).code).toBe(0);
}, 300_000);
afterAll(folder.remove);

it(
  `train --resume goes on after ${KILLS} × kill -9 to the bits of a run without a break`,
  async () => {
    const next = dice(11);
    const resumed: string[] = [];
    for (let done = 0; done < KILLS; ) {
      const chain = await trainKilled(folder.path, 'long.json', { next, most: Math.min(5, KILLS - done) });
      expectSameRun(chain.out, at('whole'));
      done += chain.kills;
      resumed.push(...chain.resumedAt);
      if (KILLS > 10) console.log(`${done} kills; ${chain.resumedAt.join(' | ')}`);
    }
    // Not each of them began anew.
    expect(resumed.filter(line => /from step [1-9]/.test(line)).length).toBeGreaterThanOrEqual(
      Math.max(1, Math.floor(KILLS / 4)),
    );
  },
  KILLS * 80_000,
);
