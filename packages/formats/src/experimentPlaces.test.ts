import { expect, test } from 'vitest';
import { experimentPlaces } from './experimentPlaces.ts';

const yaml = `# an experiment
seed: 0
training:
  optimizer: { kind: sgd, lr: 0.1 }
  steps: many
networks:
  - &base
    name: a
    hidden: [5, 0]
  - { <<: *base, name: b }
  - *base
`;

test.each<[readonly PropertyKey[], string | undefined, string]>([
  [['seed'], undefined, '2:7'],
  [['training', 'steps'], undefined, '5:10'],
  [['training', 'optimizer'], 'lr', '4:27'],
  [['training', 'optimizer'], undefined, '4:3'],
  [['training', 'loss'], undefined, '3:1'],
  [['networks', 0, 'hidden', 1], undefined, '9:17'],
  [['networks', 1, 'hidden', 1], undefined, '9:17'],
  [['networks', 1, 'name'], undefined, '10:24'],
  [['networks', 2, 'name'], undefined, '8:11'],
  [['networks', 3, 'name'], undefined, '6:1'],
  [[], 'training', '3:1'],
  [[], undefined, '2:1'],
])('%j %j stands at %s', (path, key, expected) => {
  const place = experimentPlaces(yaml)(path, key);
  expect(place && `${place.line}:${place.column}`).toBe(expected);
});

test('in JSON, and with the line ends of Windows', () => {
  const places = experimentPlaces('{\r\n  "a": {\r\n    "b": [1, 2]\r\n  }\r\n}\r\n');
  expect(places(['a', 'b', 1])).toEqual({ line: 3, column: 14 });
});

test('an empty text has no places', () => {
  expect(experimentPlaces('')(['a'])).toBeUndefined();
});
