/** Matrices of `rows` rows each as one, side by side, row-major. */
export function sideBySide(matrices: readonly Float64Array[], rows: number): Float64Array {
  const width = matrices[0].length / rows;
  const all = new Float64Array(matrices.length * matrices[0].length);
  for (const [m, matrix] of matrices.entries()) {
    for (let row = 0; row < rows; row++) {
      all.set(matrix.subarray(row * width, (row + 1) * width), (row * matrices.length + m) * width);
    }
  }
  return all;
}
