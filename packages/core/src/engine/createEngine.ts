import type { Engine, EngineName, Precision } from './engine.ts';
import { referenceEngine } from './reference.ts';
import { wasmEngine } from './wasm.ts';

/** A new engine by its name. Throws `Error` if it is `wasm` and the runtime has no WebAssembly SIMD. */
export function createEngine(name: EngineName, precision: Precision = 'float64'): Engine {
  return name === 'wasm' ? wasmEngine(precision) : referenceEngine(precision);
}
