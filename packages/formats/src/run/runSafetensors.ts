import type { Run } from 'gradscope';
import { writeSafetensors } from '../safetensors.ts';
import { parameterArrays } from './runArrays.ts';

/**
 * The trained parameters of a run as safetensors: `W1` `[fanIn, fanOut]`, `b1`, …, under the names and in the shapes that
 * they have in .npz files, in the run's precision; the network's name is metadata.
 */
export function writeRunSafetensors({
  name,
  layers,
  final,
}: Pick<Run, 'name' | 'layers' | 'final'>): Uint8Array {
  return writeSafetensors(parameterArrays(final, layers), { network: name });
}
