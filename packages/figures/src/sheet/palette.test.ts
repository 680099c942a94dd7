import { describe, expect, it } from 'vitest';
import { classColors, layerColors, mix, networkColor } from './palette.ts';
import { themes } from './theme.ts';

/** Contrast ratio of the Web Content Accessibility Guidelines 2.2. */
function contrast(a: string, b: string): number {
  const luminance = (color: string) =>
    [0.2126, 0.7152, 0.0722].reduce((sum, weight, i) => {
      const c = Number.parseInt(color.slice(1 + 2 * i, 3 + 2 * i), 16) / 255;
      return sum + weight * (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
    }, 0);
  const [dark, light] = [luminance(a), luminance(b)].sort((x, y) => x - y) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

describe('classColors', () => {
  it('gives few classes the colours of Okabe and Ito', () => {
    expect(classColors(3)).toEqual(['#0072b2', '#e69f00', '#009e73']);
  });

  it('gives 2 … 20 classes different colours', () => {
    for (let classes = 2; classes <= 20; classes++) {
      expect(new Set(classColors(classes)).size).toBe(classes);
    }
  });
});

describe('mix', () => {
  it('lays a colour over another', () => {
    expect([mix('#ff0000', '#ffffff', 0.8), mix('#123456', '#ffffff', 1)]).toEqual(['#ff3333', '#123456']);
  });
});

describe.each(Object.entries(themes))('the %s theme', (_, theme) => {
  it('writes text at a contrast of at least 4.5', () => {
    for (const color of [theme.text, theme.muted]) {
      expect(contrast(color, theme.background)).toBeGreaterThanOrEqual(4.5);
    }
  });

  it('draws curves and their labels at a contrast of at least 3', () => {
    const hues = theme.hues.map((_, index) => networkColor(index, theme));
    for (const color of [...hues, ...layerColors(12, theme)]) {
      expect(contrast(color, theme.background)).toBeGreaterThanOrEqual(3);
    }
  });
});
