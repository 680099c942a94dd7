import type { ProbeKind } from './probe.ts';

const FIRST_DECADE = -60;
const LAST_DECADE = 10;
const ROOT_OF_TEN = 3.1622776601683795;

/**
 * The borders of the bins, ascending, two per decade: bin 0 holds exact zeros, bin 1 values below all
 * borders, bin i > 1 `edges[i − 2] ≤ |x| < edges[i − 1]`, the last bin values above all borders.
 */
export const HISTOGRAM_EDGES: Float64Array = Float64Array.from(
  { length: 2 * (LAST_DECADE - FIRST_DECADE) + 1 },
  (_, i) => Number(`1e${FIRST_DECADE + Math.floor(i / 2)}`) * (i % 2 === 0 ? 1 : ROOT_OF_TEN),
);

/** Bins of a layer. NaN is counted nowhere. */
export const HISTOGRAM_BINS: number = HISTOGRAM_EDGES.length + 2;

/** `grad_histogram`: exact counts of each layer's |∂loss/∂W| in {@link HISTOGRAM_BINS} bins, layer after layer. */
export const histogramProbe: ProbeKind<'grad_histogram'> = {
  label: 'Histogram of gradients',
  columns: layers => ({ grad_histogram: layers.length * HISTOGRAM_BINS }),
  create: ({ layers }) => ({
    measure(row) {
      const counts = row('grad_histogram');
      counts.fill(0);
      for (const [l, { dW }] of layers.entries()) {
        for (const value of dW.values) if (!Number.isNaN(value)) counts[l * HISTOGRAM_BINS + binOf(value)]++;
      }
    },
  }),
};

const double = new Float64Array(1);
const words = new Uint32Array(double.buffer);
/** On little-endian machines, the usual ones, the high word is the second; on others the first. */
const highWord = new Uint8Array(Float64Array.of(-0).buffer)[7] === 0x80 ? 1 : 0;
const EXPONENTS = 2048;
const BIAS = 1023;

/**
 * By the exponent bits of a double: the number of borders up to the smallest number with them. Two
 * neighbouring borders are further apart than a factor of 2.
 */
const passedBy = Uint8Array.from({ length: EXPONENTS }, (_, bits) => bordersUpTo(smallestWith(bits)));

function smallestWith(bits: number): number {
  return bits === 0 ? 0 : 2 ** (bits - BIAS);
}

function bordersUpTo(size: number): number {
  return HISTOGRAM_EDGES.findLastIndex(edge => edge <= size) + 1;
}

function binOf(value: number): number {
  if (value === 0) return 0;
  const size = Math.abs(value);
  double[0] = size;
  let passed = passedBy[words[highWord] >>> 20];
  while (HISTOGRAM_EDGES[passed] <= size) passed++;
  return passed + 1;
}
