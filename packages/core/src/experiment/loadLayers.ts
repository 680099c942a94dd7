import { fetchBuilders } from '../network/layers/builders.ts';
import { fetchModel } from '../network/model.ts';
import { fetchCurvature } from '../probe/curvature/measure.ts';
import { fetchTheory } from '../theory/predictSignal.ts';
import { isDenseStack } from './layers.ts';
import { fetchMemory } from './memoryComplaint.ts';
import type { Experiment } from './schema.ts';

/**
 * Loads what these networks are built of, what counts their memory, and what few runs need of probes and theory. Only the lab's pages need to await it before such
 * an experiment is parsed or trained; elsewhere it resolves at once.
 *
 * @param networks default: networks of any layers
 * @throws Error of the runtime if it cannot be fetched
 */
export async function loadLayers(networks?: Experiment['networks']): Promise<void> {
  const areDense = networks?.every(isDenseStack) ?? false;
  await Promise.all([
    fetchMemory(),
    fetchModel(),
    fetchCurvature(),
    fetchTheory(),
    areDense ? undefined : fetchBuilders(),
  ]);
}
