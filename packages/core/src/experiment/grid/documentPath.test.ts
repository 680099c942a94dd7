import { describe, expect, it } from 'vitest';
import { overlap, parsePath, withValueAt } from './documentPath.ts';

describe('parsePath', () => {
  it.each([
    ['seed', ['seed']],
    ['training.optimizer.stepSize', ['training', 'optimizer', 'stepSize']],
    ['networks[0].hidden[12].width', ['networks', 0, 'hidden', 12, 'width']],
    ['a[0][1]', ['a', 0, 1]],
  ])('%s', (text, path) => {
    expect(parsePath(text)).toEqual(path);
  });

  it.each([
    '',
    '.',
    '[0]',
    'a.',
    '.a',
    'a..b',
    'a[0]b',
    'a.[0]',
    'a[-1]',
    'a[x]',
    'a b',
    'a[0',
    "a'; drop table runs; --",
  ])('refuses %j', text => {
    expect(parsePath(text)).toBeUndefined();
  });
});

describe('withValueAt', () => {
  const document = { a: [{ b: 1, c: 2 }, 5], d: { e: 3 } };
  const set = (path: string, value: number) => withValueAt(document, parsePath(path)!, value);

  it('changes one place, and not the document that it is given', () => {
    const before = structuredClone(document);
    expect(set('a[0].b', 9)).toEqual({ a: [{ b: 9, c: 2 }, 5], d: { e: 3 } });
    expect(document).toEqual(before);
  });

  it('makes the mappings that are missing on the way', () => {
    expect(set('x.y', 9)).toEqual({ ...document, x: { y: 9 } });
  });

  it('takes a key of the language for a key like any other', () => {
    expect(Object.keys(set('constructor', 9) as object)).toContain('constructor');
    expect(Object.hasOwn(set('__proto__.polluted', 9) as object, '__proto__')).toBe(true);
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });

  it.each([
    ['a[2]', 'a: expected a list of more than 2, got a list of 2'],
    ['d[0]', 'd: expected a list of more than 0, got a mapping'],
    ['a.b', 'a: expected a mapping of keys to values, got a list of 2'],
    ['d.e.f', 'd.e: expected a mapping of keys to values, got 3'],
  ])('%s leads nowhere', (path, message) => {
    expect(() => set(path, 9)).toThrow(message);
  });
});

it.each([
  ['a.b', 'a.b', true],
  ['a', 'a.b', true],
  ['a[0]', 'a[1]', false],
  ['a.b', 'a.c', false],
])('overlap of %s and %s: %s', (a, b, expected) => {
  expect(overlap(parsePath(a)!, parsePath(b)!)).toBe(expected);
  expect(overlap(parsePath(b)!, parsePath(a)!)).toBe(expected);
});
