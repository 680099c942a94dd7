import { log } from '../../engine/math/log.ts';
import type { LayerValue } from '../layerSettings.ts';
import type { ModelBuilder } from '../modelBuilder.ts';
import { diagonal } from '../nodes/diagonal.ts';
import type { Arrays, Draw } from './layerKind.ts';

/** Adds the states of a diagonal recurrence; returns their place. */
export function addDiagonal(builder: ModelBuilder, from: number): number {
  const { engine } = builder;
  const shape = builder.shapeOf(from);
  const learned = (name: string) => {
    const [tensor, gradient] = [engine.tensor(1, shape.channels / 2), engine.tensor(1, shape.channels / 2)];
    return { name, tensor, gradient, decays: false };
  };
  return builder.add(diagonal(from, shape, { nu: learned('nu'), theta: learned('theta') }));
}

/** ν and θ of eigenvalues spread evenly over the ring between the two radii. Source: Orvieto et al. 2023, Lemma 3.2. */
export function drawDiagonal(
  units: number,
  draw: Draw,
  { smallestRadius, largestRadius }: Readonly<Record<string, LayerValue>>,
): Arrays {
  const [inner, outer] = [smallestRadius as number, largestRadius as number];
  const shares = () => draw(1, units, { kind: 'uniform', limit: 0.5 }).W.map(value => value + 0.5);
  const squares = shares().map(share =>
    Math.max(share * (outer * outer - inner * inner) + inner * inner, 1e-12),
  );
  return {
    nu: squares.map(square => log(-0.5 * log(square))),
    theta: shares().map(share => 2 * Math.PI * share),
  };
}
