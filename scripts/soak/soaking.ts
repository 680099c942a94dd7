/** Whether this is `npm run soak`, which has the time for many repetitions; `npm test` has it for few. */
export const SOAKING = process.env.GRADSCOPE_SOAK === '1';

/** What `npm test` uses, mostly how often it repeats something, and what `npm run soak` uses. */
export const times = <Value>(inTest: Value, inSoak: Value): Value => (SOAKING ? inSoak : inTest);
