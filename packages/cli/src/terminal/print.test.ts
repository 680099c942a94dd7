import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { durationText, factorText, percentText, ratioText, valueText } from 'gradscope';
import { expect, test } from 'vitest';
import { plainSpaces } from './print.ts';

test('numbers have plain spaces in a terminal, so that grep finds them; names keep theirs', () => {
  const numbers = [5.2e-18, 9.9e-7, 1e-9];
  const texts = numbers.flatMap(value => [
    valueText(value),
    percentText(value),
    factorText(value),
    ratioText(value),
  ]);
  texts.push(durationText(3700), durationText(0.01));
  for (const text of texts) {
    expect(text).toContain('\u00a0');
    expect(plainSpaces(text)).toBe(text.replaceAll('\u00a0', ' '));
  }
  expect(plainSpaces('my\u00a0run/a.yaml')).toBe('my\u00a0run/a.yaml');
});

test('no other module writes to the output streams: names of others would steer the terminal', () => {
  const source = fileURLToPath(new URL('..', import.meta.url));
  const modules = readdirSync(source, { recursive: true })
    .map(String)
    .filter(file => file.endsWith('.ts') && !file.endsWith('.test.ts'));
  expect(modules.length).toBeGreaterThan(50);
  const writing = modules.filter(file =>
    /\b(?:stdout|stderr)\.write\b|\bconsole\./.test(readFileSync(join(source, file), 'utf8')),
  );
  expect(writing).toEqual([join('terminal', 'print.ts')]);
});
