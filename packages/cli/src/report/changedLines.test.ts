import fc from 'fast-check';
import { expect, it } from 'vitest';
import { changedLines } from './changedLines.ts';

it('shows the lines that differ, and the one before them', () => {
  expect(changedLines('a\nb\nc\nd\n', 'a\nb\nX\nd\n')).toBe('  b\n- c\n+ X');
  expect(changedLines('a\nb\n', 'a\nb\nc\n')).toBe('  b\n+ c');
  expect(changedLines('a\nb\nc\nd\ne', 'X\nb\nc\nd\nY')).toBe('- a\n+ X\n  d\n- e\n+ Y');
  expect(changedLines('a\n', 'a\n')).toBeUndefined();
  expect(changedLines('', `${'x\n'.repeat(400)}`)).toBeUndefined();
});

it('has every line that is in one text more often than in the other', () => {
  const text = fc.array(fc.constantFrom('a', 'b', 'c'), { maxLength: 12 });
  fc.assert(
    fc.property(text, text, (was, is) => {
      const shown = changedLines(was.join('\n'), is.join('\n'))?.split('\n') ?? [];
      const count = (line: string) => shown.filter(other => other === line).length;
      for (const line of ['a', 'b', 'c']) {
        const change = is.filter(one => one === line).length - was.filter(one => one === line).length;
        const isEmpty = was.length === 0 || is.length === 0;
        if (!isEmpty) expect(count(`+ ${line}`) - count(`- ${line}`)).toBe(change);
      }
    }),
  );
});
