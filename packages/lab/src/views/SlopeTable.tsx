import { percentText, steadyText } from 'gradscope';
import type { LayerActivations } from '../session/protocol.ts';

interface SlopeTableProps {
  readonly name: string;
  readonly layers: readonly LayerActivations[];
}

/** The slopes of each layer in numbers. */
export function SlopeTable({ name, layers }: SlopeTableProps) {
  return (
    <table class="numbers">
      <caption>Slopes φ′ of {name}</caption>
      <thead>
        <tr>
          <th scope="col">layer</th>
          <th scope="col">smallest</th>
          <th scope="col">mean</th>
          <th scope="col">largest</th>
          <th scope="col">exactly 0</th>
        </tr>
      </thead>
      <tbody>
        {layers.map(({ layer, slopes }) => (
          <SlopeRow key={layer} layer={layer} slopes={slopes} />
        ))}
      </tbody>
    </table>
  );
}

function SlopeRow({ layer, slopes }: { readonly layer: number; readonly slopes: Float64Array }) {
  const { low, mean, high, zeros } = summaryOf(slopes);
  const text = (value: number) => (slopes.length === 0 ? '' : steadyText(value));
  return (
    <tr>
      <th scope="row">{layer}</th>
      <td>{text(low)}</td>
      <td>{text(mean)}</td>
      <td>{text(high)}</td>
      <td>{slopes.length === 0 ? '' : percentText(zeros / slopes.length)}</td>
    </tr>
  );
}

function summaryOf(values: Float64Array) {
  let [low, high, sum, zeros] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 0, 0];
  for (const value of values) {
    low = Math.min(low, value);
    high = Math.max(high, value);
    sum += value;
    if (value === 0) zeros++;
  }
  return { low, high, zeros, mean: sum / values.length };
}
