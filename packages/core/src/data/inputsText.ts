import { countedInWords, countedText, countText } from '../text/countText.ts';
import { channelsOf, type Inputs } from './dataset.ts';

/** The inputs in words: `300 points of two features`, `1,000 sequences of 50 positions, two channels`, `9 pictures of 8 × 8, one channel`. */
export function inputsText({
  samples,
  features,
  axes,
}: Pick<Inputs, 'samples' | 'features' | 'axes'>): string {
  if (!axes) return `${countedText(samples, 'point')} of ${countedInWords(features, 'feature')}`;
  const channels = countedInWords(channelsOf({ features, axes }), 'channel');
  if (axes.length === 1)
    return `${countedText(samples, 'sequence')} of ${countedText(axes[0], 'position')}, ${channels}`;
  return `${countedText(samples, 'picture')} of ${axes.map(countText).join(' × ')}, ${channels}`;
}
