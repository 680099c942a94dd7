import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { programsOf, VIEWS, type View, verdictsOf } from './programLogs.ts';

/** Healthy runs of which such a log says too little: each looks like a fault that is as common. */
const CANNOT_TELL: Readonly<Record<string, readonly View[]>> = {
  // A flat loss is at its floor or stands still: only what the best constant answer costs, or weights that moved, tell.
  'noisy-values': ['loss alone'],
  // It begins where another run ended.
  'trained-before': ['schema 1', 'loss alone'],
};

/** There is nothing to learn in its targets: it is at its floor, and no fault but that is to be named. */
const NOISE = 'noise-alone';

describe('the log of a healthy program', () => {
  const healthy = programsOf('healthy');

  it('is one of more than 60', () => expect(healthy.length).toBeGreaterThan(60));

  it.each(healthy)('raises no alarm: %s', async program => {
    const isTold = (view: View) => program === NOISE && view === 'schema 2';
    const views = VIEWS.filter(view => !CANNOT_TELL[program]?.includes(view) && !isTold(view));
    for (const view of views) expect(await alarmsOf(program, view), view).toEqual([]);
  });

  it.each(Object.entries(CANNOT_TELL))(
    'that says too little is still misread: %s',
    async (program, views) => {
      for (const view of views) expect(await alarmsOf(program, view), view).toEqual(['stalled']);
    },
  );

  it('says of targets that are noise alone that the inputs know nothing of them', async () => {
    expect(await alarmsOf(NOISE, 'schema 2')).toEqual(['mismatch']);
  });

  async function alarmsOf(program: string, view: View) {
    const verdicts = await verdictsOf('healthy', program, view);
    return verdicts.flatMap(({ symptoms }) => symptoms.map(({ kind }) => kind));
  }
});

describe('the log of a faulty program', () => {
  const accepted = JSON.parse(
    readFileSync(new URL('fixtures/programs/faulty.json', import.meta.url), 'utf8'),
  ) as Readonly<Record<string, readonly string[]>>;
  /** Not yet right: targets that are themselves outputs, or that are taken for what a logarithm made of the outputs. */
  const WRONG = ['all-embeddings-alike: nothing', 'logarithm-of-zero: targetScale'];

  it('has a label', () => expect(programsOf('faulty')).toEqual(Object.keys(accepted).sort()));

  it('is told by its first symptom in 85 % or more, and each that is not is known', async () => {
    const wrong: string[] = [];
    for (const [program, kinds] of Object.entries(accepted)) {
      const verdicts = await verdictsOf('faulty', program, 'schema 2');
      const first = verdicts.flatMap(({ symptoms }) => symptoms.slice(0, 1))[0]?.kind ?? 'nothing';
      if (!kinds.includes(first)) wrong.push(`${program}: ${first}`);
    }
    expect(wrong.sort()).toEqual(WRONG);
    expect(wrong.length).toBeLessThanOrEqual(0.15 * Object.keys(accepted).length);
  });
});
