import { type GivenData, RandomState } from 'gradscope';

export const SAMPLES = 30;
export const POSITIONS = 6;
export const ADDING = { kind: 'adding', length: POSITIONS, samples: SAMPLES };

/** Rows of random numbers, the same every time, along these axes. */
export function rows(
  axes: readonly number[],
  channels: number,
  next: (random: RandomState) => number,
): Pick<GivenData, 'X' | 'axes'> {
  const random = new RandomState(3);
  const features = axes.reduce((product, axis) => product * axis, channels);
  return {
    axes,
    X: Array.from({ length: SAMPLES }, () => Array.from({ length: features }, () => next(random))),
  };
}

/** Sequences of 3 channels, each of whose positions has a class. */
export function eachPosition(classes: number): GivenData {
  const y = Array.from({ length: SAMPLES * POSITIONS }, (_, i) => (i * i + Math.floor(i / 7)) % classes);
  return { ...rows([POSITIONS], 3, random => random.normal()), y };
}

/** The same, with two numbers to predict at each position. */
export function valuesAtEach(): GivenData {
  const random = new RandomState(4);
  const targets = Array.from({ length: SAMPLES * POSITIONS }, () => [random.normal(), random.normal()]);
  return { ...rows([POSITIONS], 3, own => own.normal()), targets };
}

/** Pictures of 6 × 5, of two classes. */
export function pictures(channels: number): GivenData {
  return {
    ...rows([6, 5], channels, random => random.normal()),
    y: Array.from({ length: SAMPLES }, (_, i) => i % 2),
  };
}

export function tokens(count: number): GivenData {
  return {
    ...rows([POSITIONS], 1, random => random.randint(0, count)),
    y: Array.from({ length: SAMPLES }, (_, i) => i % 3),
  };
}
