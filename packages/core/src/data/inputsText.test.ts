import { expect, test } from 'vitest';
import { inputsText } from './inputsText.ts';

test.each([
  [{ samples: 300, features: 2 }, '300 points of two features'],
  [{ samples: 1, features: 1 }, '1 point of one feature'],
  [{ samples: 1000, features: 100, axes: [50] }, '1,000 sequences of 50 positions, two channels'],
  [{ samples: 1, features: 1, axes: [1] }, '1 sequence of 1 position, one channel'],
  [{ samples: 1797, features: 64, axes: [8, 8] }, '1,797 pictures of 8 × 8, one channel'],
])('%j: %s', (inputs, text) => {
  expect(inputsText(inputs)).toBe(text);
});
