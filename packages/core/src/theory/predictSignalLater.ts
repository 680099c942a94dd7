// Replaces `predictSignal.ts` in the lab's bundle (lab/vite.config.js): theory is asked for after training has begun.

type Module = typeof import('./predictSignal.ts');

const early = () => {
  throw new Error('theory: expected loadLayers to have ended before it is asked');
};

/** Both fail until {@link fetchTheory} resolves; importers then see the new values. */
export let predictSignal: Module['predictSignal'] = early;
export let momentsOfRows: Module['momentsOfRows'] = early;

export async function fetchTheory(): Promise<void> {
  ({ predictSignal, momentsOfRows } = await import('./predictSignal.ts'));
}
