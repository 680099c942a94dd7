import { expect, test } from 'vitest';
import { graphLayout } from './graphLayout.ts';

function networkOf(sizes: readonly number[]) {
  const parameters = sizes.slice(1).map((fanOut, l) => ({
    fanIn: sizes[l],
    fanOut,
    W: Float64Array.from({ length: sizes[l] * fanOut }, (_, i) => i - 1),
    b: new Float64Array(fanOut).fill(l),
  }));
  const neurons = sizes.slice(1).map((width, l) => new Float64Array(width).fill(10 ** -l));
  return { name: 'n', step: 0, parameters, neurons };
}

test('a small network is drawn whole, each weight as one edge', () => {
  const { columns, edges, layers, isThinned } = graphLayout(networkOf([2, 3, 2]));
  expect(columns.map(({ layer, nodes }) => [layer, nodes.length])).toEqual([
    [0, 2],
    [1, 3],
    [2, 2],
  ]);
  expect(edges).toHaveLength(12);
  expect([layers, isThinned]).toEqual([3, false]);
  const edge = edges.find(({ from, to }) => from.layer === 0 && from.unit === 1 && to.unit === 2);
  expect(edge?.weight).toBe(1 * 3 + 2 - 1);
  expect(columns[2].nodes[0]).toEqual({ layer: 2, unit: 0, y: 0.25, gradient: 0.1, bias: 1 });
  expect(columns[0].nodes[0]).toMatchObject({ gradient: undefined, bias: undefined });
});

test('of a network of 30 layers of 50 units at most 9 × 10 nodes are drawn, the first and last layer among them', () => {
  const { columns, edges, isThinned } = graphLayout(networkOf([2, ...new Array(30).fill(50), 3]));
  expect(columns).toHaveLength(9);
  expect(Math.max(...columns.map(({ nodes }) => nodes.length))).toBe(10);
  expect(isThinned).toBe(true);
  expect([columns[0].layer, columns.at(-1)!.layer]).toEqual([0, 31]);
  expect(edges).toEqual([]);
});

test('units of maxout, each of several pieces, are joined to no unit after them', () => {
  const [first, second] = networkOf([2, 4, 3]).parameters;
  const network = { ...networkOf([2, 4, 3]), parameters: [first, { ...second, fanIn: 2 }] };
  expect(graphLayout(network).edges.every(({ to }) => to.layer === 1)).toBe(true);
});
