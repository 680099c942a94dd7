// Replaces `builders.ts` in the lab's bundle (lab/vite.config.js): the nodes of
// layers that are not dense, 10 kB of gzip, are loaded on demand instead of with everything else.

type Builders = typeof import('./builders.ts').builders;

/** Each fails until {@link fetchBuilders} resolves; importers then see the new value. */
export let builders = new Proxy({} as Builders, {
  get(_, name) {
    throw new Error(`layers: expected loadLayers to have ended before ${String(name)} is built`);
  },
});

export async function fetchBuilders(): Promise<void> {
  ({ builders } = await import('./builders.ts'));
}
