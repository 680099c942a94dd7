import { execFileSync } from 'node:child_process';
import { expect, it } from 'vitest';
import { shellPath, shellWord } from './shellWord.ts';

it('a shell gives every text back as one word', () => {
  const texts = ['own.yaml', 'my net.yaml', "it's $HOME/`id`;x.yaml", '"a"\\b', 'π*?[a]{b,c}~#', '', 'a\nb'];
  for (const text of texts)
    expect(execFileSync('sh', ['-c', `printf %s ${shellWord(text)}`], { encoding: 'utf8' })).toBe(text);
  expect(shellWord('out/own-net_2.yaml')).toBe('out/own-net_2.yaml');
});

it('a path that begins with a dash is no option', () => {
  expect(shellPath('-o.yaml')).toBe('./-o.yaml');
  expect(shellPath('own.yaml')).toBe('own.yaml');
});
