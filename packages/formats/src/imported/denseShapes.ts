/** The shape of a layer's weights. */
export type Matrix = readonly [rows: number, columns: number];

/**
 * The shapes `[inputs, outputs]` of dense layers that follow each other, of which it is not known whether a program keeps them so, as
 * Keras does, or the other way round, as PyTorch does: that way in which each layer takes what the one before gives.
 *
 * @returns undefined if neither does, or a shape is not known
 */
export function denseShapes(matrices: readonly (Matrix | undefined)[]): Matrix[] | undefined {
  const known = matrices.flatMap(matrix => (matrix ? [matrix] : []));
  if (known.length < matrices.length) return undefined;
  const turned = known.map(([rows, columns]): Matrix => [columns, rows]);
  return [turned, known].find(isChain);
}

function isChain(shapes: readonly Matrix[]): boolean {
  return shapes.every(([inputs], l) => l === 0 || inputs === shapes[l - 1]![1]);
}
