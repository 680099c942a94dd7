import { type InitSettings, jacobianOf, RandomState, singularValues } from 'gradscope';
import { type Estimate, estimate, slopeOf } from './estimate.ts';
import { compare, type Paper, type Row } from './paper.ts';
import { draw, networkOf } from './randomNetwork.ts';

const SEED = 2017;
const DEPTHS = [1, 4, 16];
const WIDTHS = [64, 128, 256];
const NETWORKS = 8;
const ORTHOGONAL = { depth: 16, width: 128, networks: 4 };

export const pennington2017: Paper = {
  authors: 'Pennington, Schoenholz & Ganguli',
  year: 2017,
  title: 'Resurrecting the sigmoid in deep learning through dynamical isometry: theory and practice',
  source: 'NIPS 2017, the section on linear networks',
  subject: 'the largest singular value of deep linear networks',
  claim:
    'Of a linear network of L layers with normal weights at criticality, Var(W) = 1/n, the largest squared singular value of the input–output Jacobian tends to (L + 1)^(L + 1) / L^L as the width grows, and so grows with L like e L. With orthogonal weights all are 1.',
  setting:
    'The limit of infinite width at fixed depth, by free probability; compared with simulated networks.',
  ourSetting: `Square layers, no biases. At each width the mean over ${NETWORKS} networks; and, since the largest singular value comes to its limit as n^(−2/3), the value at n^(−2/3) = 0 of the straight line through the three widths, network by network.`,
  remark:
    'At finite width the largest singular value is below its limit, and the more so the deeper the network: the limit is one of L ≪ n. Extrapolated, the three limits agree, that of 16 layers within a large error.',
  rerun: () => [
    ...DEPTHS.flatMap(depth => gaussian(depth, WIDTHS, NETWORKS)),
    ...orthogonal(ORTHOGONAL.depth, ORTHOGONAL.width, ORTHOGONAL.networks),
  ],
};

export function gaussian(depth: number, widths: readonly number[], networks: number): Row[] {
  const limit = (depth + 1) ** (depth + 1) / depth ** depth;
  const largest = widths.map(width =>
    spectra({ kind: 'lecunNormal' }, depth, width, networks).map(([first]) => first),
  );
  return [
    ...widths.map((width, i) => compare(`L = ${depth}, width ${width}`, limit, estimate(largest[i]))),
    compare(`L = ${depth}, extrapolated to infinite width`, limit, extrapolate(widths, largest)),
  ];
}

export function orthogonal(depth: number, width: number, networks: number): Row[] {
  const all = spectra({ kind: 'orthogonal', gain: 1 }, depth, width, networks);
  return [
    compare(`orthogonal, L = ${depth}, width ${width}: largest`, 1, estimate(all.map(values => values[0]))),
    compare(
      `orthogonal, L = ${depth}, width ${width}: smallest`,
      1,
      estimate(all.map(values => values[width - 1])),
    ),
  ];
}

/** The squared singular values of the Jacobian of each network, descending. */
function spectra(init: InitSettings, depth: number, width: number, networks: number): number[][] {
  const random = new RandomState(SEED);
  const hidden = Array<number>(depth - 1).fill(width);
  const network = networkOf({ features: width, hidden, outputs: width, activation: { kind: 'identity' } }, 1);
  return Array.from({ length: networks }, () => {
    draw(network, init, random);
    const { entries } = jacobianOf(network)(network.input.values);
    return Array.from(singularValues(entries, width, width), value => value * value);
  });
}

/** The intercept of the line through each network's values at the widths, against n^(−2/3). */
function extrapolate(widths: readonly number[], values: readonly (readonly number[])[]): Estimate {
  const x = widths.map(width => width ** (-2 / 3));
  const center = estimate(x).mean;
  const intercepts = values[0].map((_, k) => {
    const y = values.map(row => row[k]);
    return estimate(y).mean - slopeOf(x, y) * center;
  });
  return estimate(intercepts);
}
