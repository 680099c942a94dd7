import { activationOf, type Experiment, type SweepAxis } from 'gradscope';
import type { MapLine } from './mapPanel.ts';
import { orderedAxis } from './orderedAxis.ts';
import { theoryLines } from './theoryLines.ts';

const SIGMA = 'networks[0].init.sigmaW';
const DEPTH = 'networks[0].hidden.layers';

/** Whether theory has lines for a map of these axes: σw and depth, in either direction. */
export function hasTheory(x: SweepAxis, y: SweepAxis | undefined): boolean {
  return (x.path === SIGMA && y?.path === DEPTH) || (x.path === DEPTH && y?.path === SIGMA);
}

/**
 * The lines of {@link theoryLines} if a map shows σw and depth, in either direction, for networks that
 * mean-field theory covers: of one activation, without normalization, skip connections and dropout. None for
 * other maps.
 *
 * @param experiment of any of its cells
 */
export function sweepTheory({ networks: [network] }: Experiment, x: SweepAxis, y: SweepAxis): MapLine[] {
  if (!hasTheory(x, y) || !network) return [];
  const { activation, init, normalization, residual, dropout, bias, parameterization } = network;
  const isPlain =
    normalization === 'none' && residual === 'none' && dropout === 0 && parameterization === 'standard';
  if (!isPlain || init.kind !== 'meanField' || !network.hidden.every(layer => typeof layer === 'number'))
    return [];
  const unit = activation.kind === 'maxout' ? activation : activationOf(activation);
  const sigmaB = bias ? init.sigmaB : 0;
  const [across, up] = [orderedAxis(x).axis, orderedAxis(y).axis];
  if (x.path === SIGMA) return theoryLines(unit, sigmaB, across, up);
  return theoryLines(unit, sigmaB, up, across).map(line => ({
    ...line,
    points: line.points.map(([sigma, depth]) => [depth, sigma] as const),
  }));
}
