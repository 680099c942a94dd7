import type { RandomState } from '../../random/randomState.ts';
import { normals, withoutBias } from './fill.ts';
import { orthonormalize } from './householder.ts';
import { initializer } from './initializer.ts';

/**
 * `gain` times a random matrix whose columns are orthonormal, or its rows if there are fewer rows; b = 0.
 *
 * Source: Saxe, McClelland & Ganguli 2014, "Exact solutions to the nonlinear dynamics of learning in deep
 * linear neural networks"; drawn as by PyTorch's `orthogonal_`, the Q of a normal matrix's QR with the signs
 * of R's diagonal, and so uniform over all such matrices (Mezzadri 2007, "How to generate random matrices
 * from the classical compact groups").
 */
export const orthogonal = initializer({
  settings: {
    gain: { default: 1, from: 0, to: 1e100, description: 'What multiplies the orthonormal weights.' },
  },
  draw: ({ gain }, fanIn, fanOut, random) =>
    withoutBias(
      orthonormal(fanIn, fanOut, random).map(weight => gain * weight),
      fanOut,
    ),
  // Those of orthonormal columns, or rows, of this length.
  moments: ({ gain }, fanIn, fanOut) => ({ weightVariance: (gain * gain) / Math.max(fanIn, fanOut) }),
});

/** A matrix `[rows, columns]` with orthonormal columns, or rows if there are fewer rows. */
export function orthonormal(rows: number, columns: number, random: RandomState): Float64Array {
  const drawn = normals(rows * columns, 1, random);
  if (rows < columns) {
    orthonormalize(drawn, rows, columns);
    return drawn;
  }
  const vectors = transpose(drawn, rows, columns);
  orthonormalize(vectors, columns, rows);
  return transpose(vectors, columns, rows);
}

function transpose(A: Float64Array, rows: number, columns: number): Float64Array {
  const turned = new Float64Array(A.length);
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < columns; j++) turned[j * rows + i] = A[i * columns + j];
  }
  return turned;
}
