// Rows picked by a list, and the same list used backwards. Pointers in bytes; a row is `row` bytes, a multiple of 4.

/**
 * h[r] = x[list[r]], zeros where the list has −1. The list is that of one sample: for each of `samples` it begins anew, its
 * rows counted from the sample's own first one; `xSample` is the bytes from one sample of x to the next.
 */
export function gatherRows(
  x: usize, list: usize, length: i32, samples: i32, xSample: usize, row: usize, h: usize,
): void {
  const end = list + (<usize>length << 2);
  for (; samples > 0; samples--, x += xSample) {
    for (let at = list; at < end; at += 4, h += row) {
      const source = load<i32>(at);
      if (source < 0) memory.fill(h, 0, row);
      else copyRow(x + <usize>source * row, h, row);
    }
  }
}

// @ts-ignore: decorator
@inline
function copyRow(from: usize, to: usize, row: usize): void {
  const end = from + row;
  for (; from + 16 <= end; from += 16, to += 16) v128.store(to, v128.load(from));
  for (; from < end; from += 4, to += 4) store<i32>(to, load<i32>(from));
}

/** dx[list[r]] += d[r] in the order of the list, from zeros on; what has −1 is dropped. Otherwise as `gatherRows`. */
export function scatterRows<T>(
  d: usize, list: usize, length: i32, samples: i32, xSample: usize, row: usize, dx: usize,
): void {
  const end = list + (<usize>length << 2);
  memory.fill(dx, 0, <usize>samples * xSample);
  for (; samples > 0; samples--, dx += xSample) {
    for (let at = list; at < end; at += 4, d += row) {
      const target = load<i32>(at);
      if (target >= 0) addRow<T>(d, dx + <usize>target * row, row);
    }
  }
}

// @ts-ignore: decorator
@inline
function addRow<T>(from: usize, to: usize, row: usize): void {
  const end = from + row;
  for (; from + 16 <= end; from += 16, to += 16) {
    v128.store(to, v128.add<T>(v128.load(to), v128.load(from)));
  }
  for (; from < end; from += sizeof<T>(), to += sizeof<T>()) store<T>(to, load<T>(to) + load<T>(from));
}
