import { criticalPoint, meanField, type UnitFunction } from 'gradscope';
import type { MapAxis } from './mapData.ts';
import type { MapLine } from './mapPanel.ts';

/** Networks train to a depth of about so many depth scales. Source: Schoenholz et al. 2017, figure 5. */
const DEPTHS = 6;
/**
 * The number of points at which theory is computed, which takes some 20 ms each, and through which a line is
 * drawn.
 */
const NODES = 33;
const POINTS = 400;

/**
 * The predictions of mean-field theory over a map of σw (across) and depth (up): the σw with χ₁ = 1, at which
 * gradients neither vanish nor explode, and the depth 6 ξ to which networks of each σw train, ξ = 1/|ln χ₁|.
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
  const critical = criticalPoint(activation, sigmaB)?.sigmaW;
  const lnChi1 = lnChi1Between(activation, sigmaB, [from, to], critical);
  const trained = evenly(from, to, POINTS)
    .map(sigma => [sigma, DEPTHS / Math.abs(lnChi1(sigma))] as const)
    .filter(([, depth]) => Number.isFinite(depth));
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

function evenly(from: number, to: number, count: number): number[] {
  return Array.from({ length: count }, (_, i) => from + ((to - from) * i) / (count - 1));
}

/**
 * ln χ₁ over σw, linear between nodes: evenly spread ones, some more around the critical σw, where it bends,
 * and that itself, where it is 0.
 */
function lnChi1Between(
  activation: UnitFunction,
  sigmaB: number,
  [from, to]: readonly [number, number],
  critical: number | undefined,
): (sigma: number) => number {
  const isWithin = (sigma: number) => sigma > from && sigma < to;
  const around = critical === undefined ? [] : ROUND.map(share => critical + (share * (to - from)) / NODES);
  const nodes = [...evenly(from, to, NODES), ...around.filter(isWithin)].map(
    sigma => [sigma, Math.log(meanField(activation, sigma, sigmaB).chi1)] as const,
  );
  if (critical !== undefined && isWithin(critical)) nodes.push([critical, 0]);
  nodes.sort(([a], [b]) => a - b);
  return sigma => {
    const next = Math.max(
      1,
      nodes.findIndex(([at]) => at >= sigma),
    );
    const [[a, low], [b, high]] = [nodes[next - 1], nodes[next]];
    return a === b ? low : low + ((high - low) * (sigma - a)) / (b - a);
  };
}

/** In units of the distance between nodes. */
const ROUND = [-1.5, -0.75, -0.3, 0.3, 0.75, 1.5];
