import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chooseEvenly } from './chooseEvenly.ts';

describe('chooseEvenly', () => {
  it('keeps order, first and last, at most so many, each once', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 200 }), fc.integer({ min: 2, max: 20 }), (count, most) => {
        const items = Array.from({ length: count }, (_, i) => i);
        const chosen = chooseEvenly(items, most);
        expect(chosen).toHaveLength(Math.min(count, most));
        expect([chosen[0], chosen.at(-1)]).toEqual([0, count - 1]);
        expect(chosen).toEqual([...new Set(chosen)].sort((a, b) => a - b));
      }),
    );
  });
});
