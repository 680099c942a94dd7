// Replaces `measure.ts` in the lab's bundle (lab/vite.config.js): few runs record the curvature, and a page that trains in
// a worker measures nothing.

type Measure = typeof import('./measure.ts').Curvature;

/** Fails until {@link fetchCurvature} resolves; importers then see the new value. */
export let Curvature: Measure = class {
  constructor() {
    throw new Error('curvature: expected loadLayers to have ended before it is measured');
  }
} as never;

export async function fetchCurvature(): Promise<void> {
  ({ Curvature } = await import('./measure.ts'));
}
