import { describe, expect, it } from 'vitest';
import { curveNotes } from './curveNotes.ts';

const curve = (name: string, ...value: number[]) => ({
  name,
  label: '',
  color: '#000000',
  step: value.map((_, i) => 10 * i),
  value,
});

describe('curveNotes', () => {
  it('says nothing where every value has its place', () => {
    expect(curveNotes([curve('Layer 1 of a', 1, 2)], 'log')).toEqual([]);
    expect(curveNotes([curve('Layer 1 of a', 0, 2)], 'linear')).toEqual([]);
  });

  it('says underflowed only where a curve came near the edge of float64', () => {
    expect(curveNotes([curve('Layer 1 of a', 1, 0, 0)], 'log')).toEqual([
      'Layer 1 of a was exactly 0 at 2 of 3 recorded steps, first at step 10 (bar at the lower edge).',
    ]);
    expect(curveNotes([curve('Layer 1 of a', 0, 0), curve('Layer 2 of a', 1, 1e-310)], 'log')).toEqual([
      'Layer 1 of a underflowed to 0 at 2 of 2 recorded steps, first at step 0 (bar at the lower edge).',
    ]);
  });

  it('names the worst of many curves', () => {
    const inf = Number.POSITIVE_INFINITY;
    expect(
      curveNotes([curve('Layer 1 of a', 1, inf), curve('Layer 2 of a', Number.NaN, inf)], 'linear'),
    ).toEqual([
      '2 curves became NaN or infinite, most often layer 2 of a: at 2 of 2 recorded steps, first at step 0 (bar at the upper edge).',
    ]);
  });
});
