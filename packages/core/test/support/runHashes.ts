import { isRegression, parseExperiment, prepare, type Run, Trainer } from 'gradscope';
import { generalDocument, lossDocuments, notebookDocument } from './documents.ts';

export const STEPS = 300;

/**
 * What short runs leave, bit for bit, as hashes: by network, precision and part, so that a difference says where it is.
 * Runs of the notebook, of networks with all that can be in one, and of each loss. Runs wherever it is imported: in Node, a page, or a
 * worker.
 */
export function runHashes(steps = STEPS): Record<string, string> {
  const hashes: Record<string, string> = {};
  for (const precision of ['float64', 'float32'] as const) {
    const documents = [
      notebookDocument(steps, precision),
      generalDocument(steps / 10, precision),
      ...lossDocuments(steps / 10, precision),
    ];
    for (const document of documents) {
      const experiment = parseExperiment(document);
      const { data } = prepare(experiment);
      const goal = isRegression(data) ? data.targets : data.y;
      hashes[`data ${experiment.data.kind} ${precision}`] = fnv1a([data.X, goal]);
      for (const index of experiment.networks.keys()) {
        const trainer = new Trainer(experiment, index);
        while (!trainer.done) trainer.advance(100);
        const run = trainer.run();
        for (const [part, arrays] of Object.entries(partsOf(run)))
          hashes[`${run.name} ${precision} ${part}`] = fnv1a(arrays);
      }
    }
  }
  return hashes;
}

function partsOf({ initial, final, history }: Run): Record<string, ArrayBufferView[]> {
  return {
    initial: initial.flatMap(layer => Object.values(layer).filter(value => ArrayBuffer.isView(value))),
    final: final.flatMap(layer => Object.values(layer).filter(value => ArrayBuffer.isView(value))),
    loss: [history.loss, history.accuracy],
    ...Object.fromEntries(Object.entries(history.series).map(([name, { values }]) => [name, [values]])),
  };
}

/** The 32-bit FNV-1a hash of the bytes of all arrays, as hexadecimal. */
function fnv1a(arrays: readonly ArrayBufferView[]): string {
  let hash = 0x811c9dc5;
  for (const { buffer, byteOffset, byteLength } of arrays) {
    for (const byte of new Uint8Array(buffer, byteOffset, byteLength))
      hash = Math.imul(hash ^ byte, 0x01000193);
  }
  return (hash >>> 0).toString(16).padStart(8, '0');
}
