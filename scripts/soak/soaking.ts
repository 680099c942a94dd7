/** Whether this is `npm run soak`, which has the time for many repetitions; `npm test` has it for few. */
export const SOAKING = process.env.GRADSCOPE_SOAK === '1';

/** How often a test repeats something: in `npm test`, and in `npm run soak`. */
export const times = (inTest: number, inSoak: number): number => (SOAKING ? inSoak : inTest);
