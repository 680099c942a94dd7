// Replaces `model.ts` for those who only ask where a network's nodes stand, in the lab's bundle (lab/vite.config.js): a
// page that trains in a worker builds no model.

type ModelOf = typeof import('./model.ts').modelOf;

/** Fails until {@link fetchModel} resolves; importers then see the new value. */
export let modelOf: ModelOf = () => {
  throw new Error('modelOf: expected loadLayers to have ended before a model is built');
};

export async function fetchModel(): Promise<void> {
  ({ modelOf } = await import('./model.ts'));
}
