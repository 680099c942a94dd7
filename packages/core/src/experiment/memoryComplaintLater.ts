// Replaces `memoryComplaint.ts` in the lab's bundle (lab/vite.config.js): it counts
// memory by building the model, and a page that trains in a worker has no other use for that code.

type Module = typeof import('./memoryComplaint.ts');

let loaded: Module | undefined;

/** Finds no complaint until {@link fetchMemory} resolves. */
export const memoryComplaint: Module['memoryComplaint'] = (experiment, size) =>
  loaded?.memoryComplaint(experiment, size);

export async function fetchMemory(): Promise<void> {
  loaded = await import('./memoryComplaint.ts');
}
