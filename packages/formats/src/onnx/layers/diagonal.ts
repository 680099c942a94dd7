import { operatorsOf } from '../elementwise.ts';
import type { Value } from '../graph.ts';
import { columns } from './cells.ts';
import type { LayerSource } from './onnxLayer.ts';
import { zeros } from './zeros.ts';

/** Adds `s[t] = λ s[t−1] + √(1 − |λ|²) u[t]`, the real parts beside the imaginary ones, with λ as numbers. */
export function addDiagonal(u: Value, { graph, settings, arrays }: LayerSource): Value {
  const { add } = operatorsOf(graph);
  const units = settings.width / 2;
  const theta = arrays.values('theta');
  const decays = Float64Array.from(arrays.values('nu'), Math.exp);
  const row = (name: string, values: Float64Array) => arrays.constant(name, [units], values);
  const re = row(
    're',
    decays.map((decay, j) => Math.exp(-decay) * Math.cos(theta[j])),
  );
  const im = row(
    'im',
    decays.map((decay, j) => Math.exp(-decay) * Math.sin(theta[j])),
  );
  const scale = row(
    'scale',
    decays.map(decay => Math.sqrt(-Math.expm1(-2 * decay))),
  );
  const zero = zeros(graph, u, units);
  const states = graph.scan(u, [zero, zero], 2, ([x, y], entering) => {
    const part = (k: number) => add('Mul', columns(graph, entering, k * units, (k + 1) * units), scale);
    return [
      add('Add', add('Sub', add('Mul', re, x), add('Mul', im, y)), part(0)),
      add('Add', add('Add', add('Mul', re, y), add('Mul', im, x)), part(1)),
    ];
  });
  return graph.node('Concat', states, { axis: -1 });
}
