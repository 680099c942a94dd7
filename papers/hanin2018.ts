import { RandomState } from 'gradscope';
import { type Estimate, estimate } from './estimate.ts';
import { compare, type Paper, type Row, shortNumber } from './paper.ts';
import { draw, networkOf } from './randomNetwork.ts';

const SEED = 2018;

interface Architecture {
  readonly name: string;
  readonly hidden: readonly number[];
  readonly networks: number;
}

const even = (layers: number, width: number, networks: number): Architecture => ({
  name: `${layers} × ${width}`,
  hidden: Array<number>(layers).fill(width),
  networks,
});

/** With Σ 1/n of 0.05, 0.1, 0.2 in three ways, and 0.4. */
const ARCHITECTURES = [
  even(4, 80, 4_000),
  even(4, 40, 10_000),
  even(4, 20, 20_000),
  even(10, 50, 4_000),
  { name: '10, then 5 × 50', hidden: [10, ...Array<number>(5).fill(50)], networks: 10_000 },
  even(8, 20, 20_000),
];

export const hanin2018: Paper = {
  authors: 'Hanin',
  year: 2018,
  title: 'Which Neural Net Architectures Give Rise to Exploding and Vanishing Gradients?',
  source: 'NeurIPS 2018, the theorem on the moments of the entries of the input–output Jacobian',
  subject: 'how much gradients differ from network to network',
  claim:
    'In ReLU networks with Var(W) = 2/n the gradient keeps its mean square, but its fluctuation from one network to the next grows exponentially with β = Σ 1/n, the sum over the hidden layers of 1/width: the variance of Z², Z an entry of the input–output Jacobian, is exponential in β.',
  setting: 'Dense ReLU networks of any widths, weights of any symmetric distribution, at finite width.',
  ourSetting:
    'Normal weights, no biases, one normal input, one output; E Z⁴ / (E Z²)², which is 1 more than the variance of Z² in units of its squared mean, over all entries of the Jacobian and 4000 to 20,000 networks. For normal weights it can be computed exactly: Z is a sum of normal numbers, whose ratio is 3, with a random variance, and a layer of n units, half of which are off, multiplies that variance’s ratio by 1 + 5/n: 3 Π (1 + 5/n), about 3 e^(5β). We compare with that.',
  remark:
    'Rare networks dominate E Z⁴, the more so the larger β: a mean over too few networks comes out too low, and its standard error too small. The three architectures of β = 0.2 have nearly the same fluctuation, though they have 4, 10 and 6 layers. A first choice for the third of them, a layer of 10 units before ten of 100, gave 6.6 ± 0.2 against 7.33 with 4000 networks: rare networks were missing, and narrower ones that need fewer took its place.',
  rerun: () => ARCHITECTURES.map(fluctuation),
};

export function fluctuation({ name, hidden, networks }: Architecture): Row {
  const exact = hidden.reduce((product, width) => product * (1 + 5 / width), 3);
  const beta = hidden.reduce((sum, width) => sum + 1 / width, 0);
  const quantity = `E Z⁴ / (E Z²)², hidden layers ${name} (β = ${shortNumber(beta)})`;
  return compare(quantity, exact, moments(hidden, networks));
}

function moments(hidden: readonly number[], networks: number): Estimate {
  const random = new RandomState(SEED);
  const features = hidden[0];
  const network = networkOf({ features, hidden, outputs: 1, activation: { kind: 'relu' } }, 1, {
    backward: 'signals',
  });
  const gradient = network.pass.inputSignal!;
  const [squares, fourths]: [number[], number[]] = [[], []];
  for (let k = 0; k < networks; k++) {
    draw(network, { kind: 'heNormal' }, random);
    network.forward();
    network.layers[hidden.length].dz.values[0] = 1;
    network.backward();
    const entrySquares = Array.from(gradient.values, z => z * z);
    squares.push(estimate(entrySquares).mean);
    fourths.push(estimate(entrySquares.map(square => square * square)).mean);
  }
  return ratioToSquare(fourths, squares);
}

/** `mean(fourths) / mean(squares)²` with its error, to first order in the deviations. */
function ratioToSquare(fourths: readonly number[], squares: readonly number[]): Estimate {
  const [fourth, square] = [estimate(fourths).mean, estimate(squares).mean];
  const ratio = fourth / square ** 2;
  const relative = fourths.map((z, k) => z / fourth - (2 * squares[k]) / square);
  return { mean: ratio, error: ratio * estimate(relative).error };
}
