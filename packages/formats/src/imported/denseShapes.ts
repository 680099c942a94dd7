/** The shape of a layer's weights. */
export type Matrix = readonly [rows: number, columns: number];

/**
 * The shapes `[inputs, outputs]` of consecutive dense layers whose orientation is unknown (Keras stores them
 * like this, PyTorch transposed): the orientation in which each layer's inputs match the outputs before it.
 *
 * @returns undefined if neither does, or a shape is unknown
 */
export function denseShapes(matrices: readonly (Matrix | undefined)[]): Matrix[] | undefined {
  const known = matrices.flatMap(matrix => (matrix ? [matrix] : []));
  if (known.length < matrices.length) return undefined;
  const turned = known.map(([rows, columns]): Matrix => [columns, rows]);
  return [turned, known].find(isChain);
}

function isChain(shapes: readonly Matrix[]): boolean {
  return shapes.every(([inputs], l) => l === 0 || inputs === shapes[l - 1][1]);
}
