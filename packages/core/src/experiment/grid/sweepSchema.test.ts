import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { sweepJsonSchema } from './sweepSchema.ts';

const stored = new URL('../../../../../docs/sweep.schema.json', import.meta.url);

test('docs/sweep.schema.json is current: else run node packages/core/scripts/writeSchema.mjs', () => {
  expect(JSON.parse(readFileSync(stored, 'utf8'))).toEqual(sweepJsonSchema());
});
