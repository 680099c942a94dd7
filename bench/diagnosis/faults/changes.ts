import type { RandomState } from 'gradscope';
import { DESIGNS, type Document, type NetworkDocument } from '../bases.ts';

/** Designs without normalization, which would take a fault back; those of them that are deep. */
export const plain = DESIGNS.filter(({ normalization }) => !normalization);
export const deepPlain = plain.filter(({ depths }) => depths[0]! >= 4);

export const networkOf = ({ networks }: Document): NetworkDocument => networks[0]!;
export const depthOf = (base: Document): number => networkOf(base).hidden.length;
export const widthOf = (base: Document): number => networkOf(base).hidden[0] as number;

export function withNetwork(base: Document, patch: Readonly<Record<string, unknown>>): Document {
  return { ...base, networks: [{ ...networkOf(base), ...patch }] };
}

export function withTraining(base: Document, patch: Readonly<Record<string, unknown>>): Document {
  return { ...base, training: { ...base.training, ...patch } };
}

/** Multiplies the step size. */
export const withStep = (base: Document, factor: number): Document =>
  withTraining(base, {
    optimizer: {
      ...base.training.optimizer,
      stepSize: Number(((base.training.optimizer.stepSize as number) * factor).toPrecision(6)),
    },
  });

/** Gives hidden layers first … last something of their own. */
export function withBlock(base: Document, [first, last]: readonly [number, number], own: object): Document {
  const width = widthOf(base);
  const hidden = networkOf(base).hidden.map((layer, l) =>
    l + 1 >= first && l + 1 <= last ? { width, ...own } : layer,
  );
  return withNetwork(base, { hidden });
}

/** Draws a block of at least `least` layers, if the network has them. */
export function drawBlock(base: Document, random: RandomState, least: number): [number, number] {
  const depth = depthOf(base);
  const length = Math.min(depth, least + random.randint(0, Math.max(1, depth - least)));
  const first = 1 + random.randint(0, depth - length + 1);
  return [first, first + length - 1];
}

/** All hidden layers, from the first to the last. */
export const all = (base: Document): [number, number] => [1, depthOf(base)];

/** An init of normal weights of standard deviation gain / √width. */
export const normal = (base: Document, gain: number) => ({
  kind: 'normal',
  std: Number((gain / Math.sqrt(widthOf(base))).toPrecision(6)),
});
