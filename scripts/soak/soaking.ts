/** How much of the soak's repetitions run: 0 in `npm test`, 1 in `npm run soak`, between in `npm run soak -- --share S`. */
const SHARE = Number(process.env.GRADSCOPE_SOAK ?? 0);

/** True in `npm run soak`, which has time for many repetitions; `npm test` has time for few. */
export const SOAKING = SHARE === 1;

/** The value for `npm test` or for `npm run soak`, mostly a number of repetitions. */
export const times = <Value>(inTest: Value, inSoak: Value): Value => (SOAKING ? inSoak : inTest);

/** A number of repetitions that are drawn from a seed: a soak may do a share of them, which are the first ones. */
export const draws = (inTest: number, inSoak: number): number =>
  Math.round(inTest + SHARE * (inSoak - inTest));
