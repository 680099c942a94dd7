import type { Graph, Value } from './graph.ts';

/** Adds to a graph what an elementwise function is made of. */
export interface Operators {
  readonly graph: Graph;
  add(operator: string, ...inputs: Value[]): Value;
  number(value: number): Value;
  scaled(z: Value, factor: number): Value;
}

export function operatorsOf(graph: Graph): Operators {
  const add = (operator: string, ...inputs: Value[]) => graph.node(operator, inputs);
  const number = (value: number) => graph.number(value);
  return { graph, add, number, scaled: (z, factor) => add('Mul', z, number(factor)) };
}

/** `above` if z > 0, else `below`. */
export function above0({ add, number }: Operators, z: Value, above: Value, below: Value): Value {
  return add('Where', add('Greater', z, number(0)), above, below);
}

/** `factor (e^(z / divisor) − 1)` for z up to 0, where it cannot overflow. */
export function exponential(
  { add, number, scaled }: Operators,
  z: Value,
  divisor: number,
  factor: number,
): Value {
  const below = add('Min', z, number(0));
  const exponent = divisor === 1 ? below : add('Div', below, number(divisor));
  return scaled(add('Sub', add('Exp', exponent), number(1)), factor);
}

/** `max(z, 0) + log(1 + e^−|z|)` */
export function softplus({ add, number }: Operators, z: Value): Value {
  const rest = add('Log', add('Add', add('Exp', add('Neg', add('Abs', z))), number(1)));
  return add('Add', add('Relu', z), rest);
}

/** `2 √(2/π) (z + 0.044715 z³)`, the argument in gelu's tanh form. */
export function bent({ add, number, scaled }: Operators, z: Value): Value {
  const factor = add('Add', scaled(add('Mul', z, z), 0.044715), number(1));
  return add('Mul', scaled(z, 1.5957691216057308), factor);
}
