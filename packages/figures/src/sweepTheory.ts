import { activationOf, type Experiment } from 'gradscope';
import type { MapAxis } from './mapData.ts';
import type { MapLine } from './mapPanel.ts';
import { theoryLines } from './theoryLines.ts';

const SIGMA = 'networks[0].init.sigmaW';
const DEPTH = 'networks[0].hidden.layers';

/** An axis of a map, and what of the experiment it sets. */
export interface SetAxis {
  readonly path: string;
  readonly axis: MapAxis;
}

/**
 * The lines of {@link theoryLines} where a map is of σw and depth, in either direction, of networks that mean-field theory is
 * about: of one activation, without normalization, skip connections and dropout. None of other maps.
 *
 * @param experiment of any of its cells
 */
export function sweepTheory({ networks: [network] }: Experiment, x: SetAxis, y: SetAxis): MapLine[] {
  const paths = [x.path, y.path];
  if (!(paths.includes(SIGMA) && paths.includes(DEPTH)) || !network) return [];
  const { activation, init, normalization, residual, dropout, bias, parameterization } = network;
  const isPlain =
    normalization === 'none' && residual === 'none' && dropout === 0 && parameterization === 'standard';
  if (!isPlain || init.kind !== 'meanField' || !network.hidden.every(layer => typeof layer === 'number'))
    return [];
  const unit = activation.kind === 'maxout' ? activation : activationOf(activation);
  const sigmaB = bias ? init.sigmaB : 0;
  if (x.path === SIGMA) return theoryLines(unit, sigmaB, x.axis, y.axis);
  return theoryLines(unit, sigmaB, y.axis, x.axis).map(line => ({
    ...line,
    points: line.points.map(([sigma, depth]) => [depth, sigma] as const),
  }));
}
