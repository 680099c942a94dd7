/** One pass over the map. Each of its runs fills `stride` × `stride` cells. */
export interface Pass {
  readonly stride: number;
  readonly indices: readonly number[];
}

/**
 * The cells of a map, `j · nx + i`, from coarse to fine. The first pass has every 2ᵏ-th cell across and up,
 * at least 8 along the longer side. Each further pass halves the stride and has the cells that were left out.
 */
export function fillOrder(nx: number, ny: number): Pass[] {
  let stride = 1;
  while (stride * 16 <= Math.max(nx, ny)) stride *= 2;
  const passes: Pass[] = [{ stride, indices: cellsAt(nx, ny, stride, 0) }];
  for (let next = stride / 2; next >= 1; next /= 2) {
    passes.push({ stride: next, indices: cellsAt(nx, ny, next, 2 * next) });
  }
  return passes;
}

/** Every `stride`-th cell, except those at the coarser stride. */
function cellsAt(nx: number, ny: number, stride: number, coarser: number): number[] {
  const cells: number[] = [];
  for (let j = 0; j < ny; j += stride) {
    for (let i = 0; i < nx; i += stride) {
      if (coarser === 0 || i % coarser !== 0 || j % coarser !== 0) cells.push(j * nx + i);
    }
  }
  return cells;
}

/**
 * The visible cells of an incomplete map: each cell's own value, otherwise that of the finest pass that
 * covers it, otherwise undefined.
 */
export function shownCells<Cell>(
  cells: readonly (Cell | undefined)[],
  nx: number,
  ny: number,
): (Cell | undefined)[] {
  const largest = fillOrder(nx, ny)[0].stride;
  return cells.map((own, at) => {
    if (own !== undefined) return own;
    const [i, j] = [at % nx, Math.floor(at / nx)];
    for (let stride = 2; stride <= largest; stride *= 2) {
      const found = cells[(j - (j % stride)) * nx + (i - (i % stride))];
      if (found !== undefined) return found;
    }
    return undefined;
  });
}
