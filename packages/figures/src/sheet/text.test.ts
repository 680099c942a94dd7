import { describe, expect, it } from 'vitest';
import { shortText, textWidth } from './text.ts';

describe('a shortened text', () => {
  const path = 'logs/lightning_logs/version_0/metrics layer 7';

  it('keeps its beginning and more of its end, and fits', () => {
    const short = shortText(path, 120, 12);
    expect(short).toBe('logs/l…trics layer 7');
    expect(textWidth(short, 12)).toBeLessThanOrEqual(120);
  });

  it('is the text itself where there is room, and … where there is none', () => {
    expect(shortText('relu', 120, 12)).toBe('relu');
    expect(shortText('', 0, 12)).toBe('');
    expect(shortText(path, 0, 12)).toBe('…');
  });
});
