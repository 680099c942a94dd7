import { readdirSync, readFileSync } from 'node:fs';
import { parseExperimentText } from '@gradscope/formats';
import { expandSweep, sweepComplaint, Trainer } from 'gradscope';
import { describe, expect, it } from 'vitest';

const folder = new URL('../../../examples/sweeps/', import.meta.url);

describe.each(readdirSync(folder))('examples/sweeps/%s', file => {
  const text = readFileSync(new URL(file, folder), 'utf8');
  const sweep = expandSweep(parseExperimentText(text, file));

  it('has no run that cannot be, and its first and last train', () => {
    expect(sweepComplaint(sweep)).toBeUndefined();
    for (const index of [0, sweep.total - 1]) {
      const trainer = new Trainer(sweep.experimentAt(index), 0);
      trainer.advance(6);
      expect(trainer.step).toBe(5);
    }
  });

  it('says how it is run', () => {
    expect(text).toContain(`npx gradscope sweep examples/sweeps/${file}\n`);
  });
});
