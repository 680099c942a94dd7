import { readdirSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { diagnoseLogs, type SymptomKind } from 'gradscope';
import { expect, it } from 'vitest';
import { importLogs } from '../src/index.ts';

const CASES = new URL('fixtures/cases/', import.meta.url);

/** Which first symptoms are right for the faulty program of each case, by what its author found; none if nothing is wrong. */
const RIGHT: Readonly<Record<string, readonly SymptomKind[]>> = {
  '01-linear-mlp-step3': ['exploding', 'diverged'],
  '02-regression-step01': ['dead'],
  '03-x4-unscaled': ['badlyScaled', 'targetScale', 'saturated'],
  '04-relu-output-line': ['dead', 'output'],
  '05-sigmoid-output-regression': ['output', 'targetScale'],
  '07-xor-mae-slow': ['stalled'],
  '08-deep-sigmoid-double-softmax': ['vanishing'],
  '09-unscaled-offset-inputs': ['badlyScaled'],
  '11-zero-start': ['symmetric', 'vanishing'],
  '12-adam-half-eps': ['precision', 'underflow'],
  '14-cnn-relu-on-logits': ['output', 'dead'],
  '16-cnn-logits-as-probabilities': ['badlyScaled', 'output', 'stalled'],
  '18-lstm-relu-nan': ['exploding', 'diverged'],
  '19-rnn-adding-100': ['vanishing'],
  '20-postnorm-transformer-deep': ['vanishing', 'exploding', 'stalled'],
  '22-gan-sigmoid-saturated': ['imbalanced', 'saturated'],
  '24-autoencoder-bce-floor': [],
  '26-pinn-unscaled': ['badlyScaled', 'targetScale'],
  '27-critic-returns-unscaled': ['targetScale'],
  '29-linear-target-scale': ['targetScale', 'diverged'],
  '31-parabola-0-100': ['targetScale', 'stalled'],
};

/** Cases whose signal is lost or gained over time steps. */
const THROUGH_TIME = ['18-lstm-relu-nan', '19-rnn-adding-100'];

it.each(Object.entries(RIGHT))('the faulty program of case %s: %s', async (name, accepted) => {
  const first = await firstSymptom(name, 'log');
  if (accepted.length === 0) expect(first).toBeUndefined();
  else expect(accepted).toContain(first?.kind);
  if (THROUGH_TIME.includes(name)) expect(first!.axis).toBe('time');
});

it.each(Object.keys(RIGHT))('the repaired program of case %s has no symptom', async name => {
  expect(await firstSymptom(name, 'fixed')).toBeUndefined();
});

async function firstSymptom(name: string, prefix: string) {
  const folder = new URL(`${name}/`, CASES);
  const files = readdirSync(folder).filter(file => file.startsWith(prefix));
  const read = await importLogs(
    files.map(file => {
      const bytes = gunzipSync(readFileSync(new URL(file, folder)));
      return { path: file.replace(/\.gz$/, ''), read: () => bytes };
    }),
  );
  expect(read.logs.length).toBe(files.length);
  const verdicts = diagnoseLogs(read.logs.map(({ run }) => run));
  return verdicts.map(({ symptoms }) => symptoms[0]).find(Boolean);
}
