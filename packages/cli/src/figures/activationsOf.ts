import { type Activation, activationOf, type Run } from 'gradscope';

/**
 * The elementwise activations of the hidden layers of some runs, each once, in the order of their first use.
 */
export function activationsOf(runs: readonly Run[]): Activation[] {
  const hidden = runs.flatMap(({ layers }) => layers.slice(0, -1));
  const found = new Map<string, Activation>();
  for (const { activation } of hidden) {
    const isElementwise = activation.kind !== 'maxout' && activation.kind !== 'softmax';
    if (isElementwise) found.set(JSON.stringify(activation), activationOf(activation));
  }
  return [...found.values()];
}
