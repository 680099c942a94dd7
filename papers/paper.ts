import { type Estimate, estimate } from './estimate.ts';

/** One number, or one fact, of a paper beside ours. */
export interface Row {
  readonly quantity: string;
  readonly paper: string;
  readonly ours: string;
  readonly agreement: Agreement;
  /** Our value less the paper's, as a share of the scale of comparison; NaN if our value is not finite. */
  readonly difference: number;
}

export type Agreement = 'agrees' | 'close' | 'differs';

/** A published result, and how it is rerun. */
export interface Paper {
  readonly authors: string;
  readonly year: number;
  readonly title: string;
  /** The publication, and the place of the claim in it. */
  readonly source: string;
  /** In a few words, for the table of all papers. */
  readonly subject: string;
  readonly claim: string;
  /** The paper's own setting. */
  readonly setting: string;
  readonly ourSetting: string;
  /** A remark on the outcome. */
  readonly remark: string;
  rerun(): Row[];
}

/** Up to here, as a share of the scale, numbers agree: 2 %. */
const SAME = 0.02;
/** Up to here they are close: 10 %. */
const CLOSE = 0.1;
/** Standard errors that chance may make. */
const CHANCE = 2;

/** The meaning of the verdicts, for the reader of the page. */
export const VERDICTS = `“Agrees” is within ${100 * SAME} % or ${CHANCE} standard errors, “close” within ${100 * CLOSE} %, “differs” anything else.`;

/** What is said of values that no paper gives. */
export const PROGRAM = `Values marked “program” are no paper’s, but one draw of an independent PyTorch program in a small setting like ours: they agree if they are within ${CHANCE} standard deviations of our draws.`;

/**
 * Compares a measured value with the paper's.
 *
 * @param scale the difference is given as a share of this; required if the paper's value is 0
 */
export function compare(
  quantity: string,
  expected: number,
  { mean, error }: Estimate,
  scale = Math.abs(expected),
): Row {
  const difference = (mean - expected) / scale;
  const size = Math.abs(difference);
  const agrees = size <= SAME || Math.abs(mean - expected) <= CHANCE * error;
  return {
    quantity,
    paper: shortNumber(expected),
    ours: withError({ mean, error }),
    agreement: agrees ? 'agrees' : size <= CLOSE ? 'close' : 'differs',
    difference,
  };
}

/** Compares draws with one draw of an independent program, which is as far off as each of ours. */
export function compareDraw(quantity: string, expected: number, draws: readonly number[]): Row {
  const { mean, error } = estimate(draws);
  const deviation = error * Math.sqrt(draws.length);
  const row = compare(quantity, expected, { mean, error: deviation });
  return { ...row, paper: `${row.paper} (program)`, ours: `${withError({ mean, error })}` };
}

/** A row of what either holds or does not. */
export function observe(quantity: string, paper: string, ours: string, holds: boolean): Row {
  return { quantity, paper, ours, agreement: holds ? 'agrees' : 'differs', difference: Number.NaN };
}

/** Four digits, without zeros at the end. */
export function shortNumber(value: number): string {
  return String(Number(value.toPrecision(4))).replace('-', '−');
}

/** `0.334 ± 0.002`: the error to one digit (two if the first is 1), and the mean to the same place. */
export function withError({ mean, error }: Estimate): string {
  if (!(error > 1e-12 * Math.abs(mean))) return shortNumber(mean);
  const magnitude = Math.floor(Math.log10(error));
  const digits = Math.max(0, (error < 2 * 10 ** magnitude ? 1 : 0) - magnitude);
  return `${mean.toFixed(digits)} ± ${error.toFixed(digits)}`.replace('-', '−');
}
