import { percentText } from '../../text/shareText.ts';
import { valueText } from '../../text/valueText.ts';
import { scaleExcess } from '../columnScale.ts';
import { type DataPart, doesHarm } from '../dataScale.ts';
import type { Evidence } from '../evidence.ts';
import type { Found, Numbers } from './symptomRules.ts';

/** Inputs or targets whose size holds the network back. */
export function scaleInRun(part: DataPart, { scale, scaled, share, layers }: Evidence): Found | undefined {
  const own = scale[part];
  if (!own) return undefined;
  const excess = scaleExcess(own);
  if (!(excess > 1) || !doesHarm(part, scaled, share)) return undefined;
  const layer = part === 'inputs' ? 1 : layers.length;
  const fixedShares = scaled.filter(({ parts }) => parts.includes(part)).map(one => one.share);
  return scaleFound([layer, layer], excess, {
    rms: own.rms,
    largestDeviation: own.largest,
    smallestDeviation: own.smallest,
    offset: own.offset,
    ...(fixedShares.length > 0 && { shareOnceScaled: Math.max(...fixedShares) }),
  })!;
}

/** @param excess the size divided by the largest that is ordinary */
export function scaleFound(layers: Found['layers'], excess: number, evidence: Numbers): Found | undefined {
  return excess > 1 ? { layers: layers ?? null, severity: 1 - 1 / (1 + excess), evidence } : undefined;
}

export function scaleText({
  rms,
  largestDeviation,
  smallestDeviation,
  offset,
  shareOnceScaled,
}: Numbers): string {
  const size = `root mean square ${valueText(rms)}`;
  if (largestDeviation === 0) return `${size}, and no column differs from row to row`;
  const deviations =
    smallestDeviation === largestDeviation
      ? `a deviation of ${valueText(largestDeviation)}`
      : `deviations from ${valueText(smallestDeviation)} to ${valueText(largestDeviation)}`;
  const onceFixed =
    shareOnceScaled === undefined
      ? ''
      : `; standardized, the network learns ${percentText(shareOnceScaled)} of what can be learned`;
  return `${size}, ${deviations}, means up to ${valueText(offset)} deviations from 0${onceFixed}`;
}

export const loggedScaleText = ({ rms, largestDeviation, offset }: Numbers, what: string): string =>
  `${what} have a root mean square of ${valueText(rms)}, deviations up to ${valueText(largestDeviation)} and means up to ${valueText(offset)} deviations from 0`;
