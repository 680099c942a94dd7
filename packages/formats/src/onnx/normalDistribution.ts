import type { Graph, Value } from './graph.ts';

/** The distribution function of the standard normal distribution, `½ + ½ erf(z / √2)`. */
export function normalDistribution(graph: Graph, z: Value): Value {
  const x = graph.node('Mul', [z, graph.number(Math.SQRT1_2)]);
  // onnxruntime has `Erf` only for float32.
  const erf = graph.precision === 'float32' ? graph.node('Erf', [x]) : composedErf(graph, x);
  return graph.node('Add', [graph.node('Mul', [erf, graph.number(0.5)]), graph.number(0.5)]);
}

/** From here on, erf x rounds to 1. */
const HIGHEST = 6;
const ROOT_PI = 1.772453850905516;

// Highest power first, as in core/src/engine/math/erf.ts and erfcx.ts; scripts/fitErf.mjs found them.
const P = [
  5.957176147749265e-11, -7.798543168142299e-10, 9.387642467190584e-9, -1.0420369437776738e-7,
  1.053644949301286e-6, -9.614808686837411e-6, 7.82964952550334e-5, -5.611894221159957e-4,
  0.003480274496665589, -0.018283884489152906, 0.07940998675593483, -0.2810721780454342, -0.03453126133013269,
];
const N = [
  0.8862269254950524, 14.241467929661194, 115.97423057745435, 606.2430281420271, 2199.99397625246,
  5657.352140489528, 10104.543234841922, 11597.971734707437, 6747.574506709794,
];
const D = [
  1, 16.069775727505284, 131.86290527056255, 700.1417952577654, 2611.789859641896, 7043.613247845031,
  13693.034767722427, 18529.90993338285, 15943.913700618145, 6747.574502401661,
];

/** erf from sums, products and one exponential: `x + x P(x² − ½)` up to |x| = 1, beyond `±(1 − e^−x² erfcx |x|)`. */
function composedErf(graph: Graph, x: Value): Value {
  const add = (operator: string, ...inputs: Value[]) => graph.node(operator, inputs);
  const number = (value: number) => graph.number(value);
  const bounded = add('Clip', x, number(-HIGHEST), number(HIGHEST));
  const size = add('Abs', bounded);
  const square = add('Mul', bounded, bounded);
  const near = add(
    'Add',
    bounded,
    add('Mul', bounded, polynomial(graph, P, add('Sub', square, number(0.5)))),
  );
  const quotient = add('Div', polynomial(graph, N, size), polynomial(graph, D, size));
  const erfcx = add('Div', number(1), add('Add', add('Mul', size, number(ROOT_PI)), quotient));
  const tail = add('Mul', add('Exp', add('Neg', square)), erfcx);
  const far = add(
    'Where',
    add('Less', bounded, number(0)),
    add('Sub', tail, number(1)),
    add('Sub', number(1), tail),
  );
  return add('Where', add('Greater', size, number(1)), far, near);
}

function polynomial(graph: Graph, [highest, ...others]: readonly number[], x: Value): Value {
  return others.reduce<Value>(
    (sum, coefficient) => graph.node('Add', [graph.node('Mul', [sum, x]), graph.number(coefficient)]),
    graph.number(highest),
  );
}
