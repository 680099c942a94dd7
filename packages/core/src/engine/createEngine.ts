import type { Engine, EngineName, Precision } from './engine.ts';
import { referenceEngine } from './reference.ts';
import { wasmEngine } from './wasm.ts';

/**
 * A new engine by its name, or that of a program's own as it is. Throws `Error` if it is `wasm` and the runtime has no
 * WebAssembly SIMD, and `RangeError` if it computes in another precision.
 */
export function createEngine(engine: EngineName | Engine, precision: Precision = 'float64'): Engine {
  if (typeof engine === 'object') {
    if (engine.precision === precision) return engine;
    throw new RangeError(`engine: expected one that computes in ${precision}, got ${engine.precision}`);
  }
  return engine === 'wasm' ? wasmEngine(precision) : referenceEngine(precision);
}
