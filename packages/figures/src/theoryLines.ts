import { criticalPoint, meanField, type UnitFunction } from 'gradscope';
import type { MapAxis } from './mapData.ts';
import type { MapLine } from './mapPanel.ts';

/** Networks train to a depth of about so many depth scales. Source: Schoenholz et al. 2017, figure 5. */
const DEPTHS = 6;
const POINTS = 400;

/**
 * What mean-field theory says over a map of σw (across) and depth (up): the σw with χ₁ = 1, where gradients neither vanish
 * nor explode, and the depth 6 ξ to which networks of each σw train, ξ = 1/|ln χ₁|.
 *
 * @param sigmaB of all the networks
 */
export function theoryLines(
  activation: UnitFunction,
  sigmaB: number,
  sigmaW: MapAxis,
  depth: MapAxis,
): MapLine[] {
  const [from, to] = [Number(sigmaW.values[0]), Number(sigmaW.values.at(-1))];
  const [shallow, deep] = [Number(depth.values[0]), Number(depth.values.at(-1))];
  const between = Array.from({ length: POINTS }, (_, i) => from + ((to - from) * i) / (POINTS - 1));
  const trained = between
    .filter(sigma => sigma > 0)
    .map(sigma => [sigma, DEPTHS * meanField(activation, sigma, sigmaB).depthScale] as const)
    .filter(([, depth]) => Number.isFinite(depth));
  const critical = criticalPoint(activation, sigmaB)?.sigmaW;
  // A line from edge to edge, and past them.
  const reach = deep - shallow + 1;
  const upright =
    critical === undefined
      ? []
      : [[critical, Math.max(shallow / 2, shallow - reach)] as const, [critical, deep + reach] as const];
  return [
    { name: 'theory: χ₁ = 1', points: upright, style: 'line' },
    { name: 'theory: depth 6 ξ', points: trained, style: 'dashed' },
  ];
}
