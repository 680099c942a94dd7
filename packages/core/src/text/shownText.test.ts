import { describe, expect, it } from 'vitest';
import { shownLines, shownText } from './shownText.ts';

describe('text of others', () => {
  it.each([
    ['é x.yaml, 網絡 "𝕏" 👩‍💻 עברית', 'é x.yaml, 網絡 "𝕏" 👩‍💻 עברית'],
    ['a\nb\r\tc', 'a\\u000ab\\u000d\\u0009c'],
    ['\x1b[2J\x07\x7f\x9b\0', '\\u001b[2J\\u0007\\u007f\\u009b\\u0000'],
    ['a\u2028b\u2029c\x85', 'a\\u2028b\\u2029c\\u0085'],
    [
      'safe\u202eexe.\u2066x\u2069\u200e\u200f\u061c\ufeff',
      'safe\\u202eexe.\\u2066x\\u2069\\u200e\\u200f\\u061c\\ufeff',
    ],
    ['\ud800', '\\ud800'],
  ])('%j is shown in one line', (text, shown) => {
    expect(shownText(text)).toBe(shown);
  });

  it('keeps its lines and tabs where it has some', () => {
    expect(shownLines('<svg>\n\t\u202e\x1b</svg>\r')).toBe('<svg>\n\t\\u202e\\u001b</svg>\\u000d');
  });
});
