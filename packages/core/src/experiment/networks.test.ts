import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parseExperiment } from './parseExperiment.ts';
import { Trainer } from './trainer.ts';

/** A case written by `makeFixtures.py`. */
interface Case {
  readonly document: { readonly networks: readonly { readonly name: string }[] };
  readonly losses: readonly number[];
  readonly final: { readonly loss: number; readonly accuracy?: number };
}

const file = new URL('../../test/fixtures/networks/networks.json', import.meta.url);
const { cases }: { cases: readonly Case[] } = JSON.parse(readFileSync(file, 'utf8'));

test.each(cases.map(one => [one.document.networks[0].name, one] as const))(
  'the loss of 200 steps, and evaluated after them, is an independent implementation’s, relative error < 1e-11: %s',
  (_, { document, losses, final }) => {
    const trainer = new Trainer(parseExperiment(document), 0);
    trainer.advance(losses.length + 1);
    const { history, loss, accuracy } = trainer.run();
    expect(history.loss.length).toBe(200);
    for (const [step, right] of losses.entries()) {
      expect(Math.abs(history.loss[step] / right - 1), `step ${step}`).toBeLessThan(1e-11);
    }
    expect(Math.abs(loss / final.loss - 1)).toBeLessThan(1e-11);
    expect(accuracy).toBe(final.accuracy ?? Number.NaN);
  },
);
