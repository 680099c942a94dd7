import { expect, test } from 'vitest';
import { type AnyActivation, activationKinds, activationOf, activations, defaultSettings } from './index.ts';

const names = Object.keys(activationKinds) as (keyof typeof activations)[];

test.each(names)('%s is named as an experiment names it, and has the setting that it was given', name => {
  const kind: AnyActivation = activationKinds[name];
  const settings = 'make' in kind ? Object.keys(kind.settings) : [];
  const activation = activationOf({ ...defaultSettings(name), ...(settings[0] && { [settings[0]]: 0.7 }) });
  expect(activation.name).toBe(name);
  expect(activation.parameter).toBe(settings.length > 0 ? 0.7 : undefined);
  expect(activation.formula).not.toBe('');
});

test.each(names)('%s by its name alone has defaults within its bounds', name => {
  const kind: AnyActivation = activationKinds[name];
  const settings = 'make' in kind ? kind.settings : {};
  const { kind: own, ...values } = defaultSettings(name);
  expect([own, Object.keys(values)]).toEqual([name, Object.keys(settings)]);
  for (const [key, value] of Object.entries(values)) {
    expect(value).toBe(settings[key].default);
    expect(value).toBeGreaterThanOrEqual(settings[key].from);
    expect(value).toBeLessThanOrEqual(settings[key].to);
  }
});

test('activationOf binds the parameter that the settings name', () => {
  expect(activationOf({ kind: 'leakyRelu', slope: 0.2 }).forward(-1)).toBe(-0.2);
  expect(activationOf({ kind: 'elu', alpha: 3 }).forward(-50)).toBe(-3);
  expect(activationOf({ kind: 'sin', omega: 2 }).largestSlope).toBe(2);
  expect(activationOf({ kind: 'relu' })).toBe(activations.relu);
});

test('an activation that nobody has added is refused by name', () => {
  const settings = { kind: 'mine' } as never;
  expect(() => activationOf(settings)).toThrow(/^activation: expected sigmoid or tanh or .*, got "mine"$/);
  expect(() => activationOf({ kind: 'constructor' } as never)).toThrow('got "constructor"');
});
