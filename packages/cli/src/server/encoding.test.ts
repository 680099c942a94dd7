import { expect, it } from 'vitest';
import { encodingFor } from './encoding.ts';

it.each([
  [undefined, undefined],
  ['', undefined],
  ['gzip, deflate, br, zstd', 'br'],
  ['gzip', 'gzip'],
  ['GZIP;q=0.5', 'gzip'],
  ['br;q=0, gzip;q=1', 'gzip'],
  ['br; q=0', undefined],
  ['identity', undefined],
  ['br;q=nonsense', undefined],
])('of %s it is %s', (accepted, encoding) => {
  expect(encodingFor(accepted)).toBe(encoding);
});
