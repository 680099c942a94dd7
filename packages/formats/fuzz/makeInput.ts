import { Dice } from './dice.ts';
import { type Material, mutated } from './mutate.ts';
import type { FuzzTarget } from './target.ts';

/** How often the parts of a file are changed, not the file as it stands. */
const IN_PARTS = 0.6;
/** How often a bomb is changed in place of a whole file. */
const FROM_BOMB = 0.001;
/** A file of this many bytes is changed half as often as an empty one. */
const HALF = 300;

/** The inputs of a target: the bombs as they are, then whole files with changes. The same seed and index give the same bytes. */
export function inputMaker({
  corpus,
  bombs: makeBombs = () => [],
  tokens = [''],
  layout,
}: FuzzTarget): (seed: number, index: number) => Uint8Array {
  const bombs = makeBombs();
  const encoder = new TextEncoder();
  const material: Material = { others: corpus, tokens: tokens.map(token => encoder.encode(token)) };
  const parts = layout && corpus.map(layout.split);
  const partMaterial = parts && { ...material, others: parts.flat() };
  const weights = corpus.map(({ length }) => 1 / (length + HALF));
  return (seed, index) => {
    if (index < bombs.length) return bombs[index];
    const dice = new Dice(seed, index);
    if (bombs.length > 0 && dice.chance(FROM_BOMB)) return mutated(dice.pick(bombs), dice, material);
    const choice = weightedPlace(weights, dice);
    if (!parts || !dice.chance(IN_PARTS)) return mutated(corpus[choice], dice, material);
    const changed = [...parts[choice]];
    const at = dice.below(changed.length);
    if (changed.length > 0) changed[at] = mutated(changed[at], dice, partMaterial!);
    return layout.join(changed);
  };
}

function weightedPlace(weights: readonly number[], dice: Dice): number {
  let left = (dice.below(2 ** 30) / 2 ** 30) * weights.reduce((sum, weight) => sum + weight, 0);
  const place = weights.findIndex(weight => {
    left -= weight;
    return left < 0;
  });
  return Math.max(0, place);
}
