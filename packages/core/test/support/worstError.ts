import { SOAKING } from '../../../../scripts/soak/soaking.ts';
import { type Oracle, ulpError } from '../../src/engine/math/oracle.ts';

/** Of the arguments that `npm run soak` looks at, `npm test` looks at one in this many. */
const THINNING = SOAKING ? 1 : 8;

/** Test helper: the largest error of `f` against its oracle over some arguments, in ulp, and where it is. */
export function worstError(f: (x: number) => number, oracle: Oracle, xs: Iterable<number>) {
  let worst = { ulp: 0, x: Number.NaN };
  for (const x of xs) {
    const ulp = ulpError(f(x), x, oracle);
    if (!(ulp <= worst.ulp)) worst = { ulp, x };
  }
  return worst;
}

/** `full` arguments spread over [from, to], each at a different place of its cell; fewer in `npm test`. */
export function* spread(from: number, to: number, full: number): Generator<number> {
  const count = Math.ceil(full / THINNING);
  // Steps of the golden ratio fill the cells evenly, without a random stream.
  for (let i = 0; i < count; i++) yield from + ((i + ((i * 0.6180339887498949) % 1)) / count) * (to - from);
}

/** Doubles around x: itself and its neighbours to both sides. */
export function* neighbours(x: number, count = 8): Generator<number> {
  const number = new Float64Array([x]);
  const bits = new BigInt64Array(number.buffer);
  bits[0] -= BigInt(count);
  for (let i = 0; i <= 2 * count; i++, bits[0] += 1n) yield number[0];
}
