import {
  countText,
  type History,
  type LayerSettings,
  labelOf,
  layerKinds,
  listText,
  seriesNamed,
  shapeInto,
  valueText,
} from 'gradscope';
import type { NetworkRun } from '../session/networkRun.ts';

/**
 * A network with layers of any kinds as boxes from the input to the output: the kind of each layer, the positions ×
 * channels that come in and go out, what is inside a block, and the layer's gradient at the last recorded step.
 */
export function LayerBoxes({ run }: { readonly run: NetworkRun }) {
  const layers = run.opened.value?.layers ?? [];
  const gradients = lastRow(run.history.value, 'grad_mean');
  return (
    <ol class="layer-boxes" aria-label={`Layers of ${run.name}`}>
      {layers.map((layer, l) => (
        <LayerBox
          key={l}
          layer={layer}
          name={l === layers.length - 1 ? 'Output' : nameOf(layer)}
          shapes={shapesOf(layer, layers[l + 1])}
          gradient={gradients?.[l]}
        />
      ))}
    </ol>
  );
}

interface LayerBoxProps {
  readonly layer: LayerSettings;
  readonly name: string;
  readonly shapes: string;
  readonly gradient: number | undefined;
}

function LayerBox({ layer, name, shapes, gradient }: LayerBoxProps) {
  const { before = [], of, skip } = layer;
  const inner = of?.inner?.map(({ settings }) => nameOf(settings).toLowerCase()) ?? [];
  return (
    <li class={of?.inner || skip ? 'has-skip' : undefined}>
      <strong>{name}</strong> <span class="number">{shapes}</span>
      {before.length > 0 && <span> after {listText(before.map(betweenText))}</span>}
      {inner.length > 0 && <span> adds {listText(inner)} to what passes by</span>}
      {skip && <span> its input is added</span>}
      {gradient !== undefined && <span class="hint"> mean |∂loss/∂W| {valueText(gradient)}</span>}
    </li>
  );
}

const betweenText = ({ kind, values: { how } }: NonNullable<LayerSettings['before']>[number]) =>
  `${labelOf(kind).toLowerCase()}${how === undefined ? '' : ` (${how})`}`;

function nameOf({ of, activation }: LayerSettings): string {
  if (!of) return `Dense (${labelOf(activation.kind).toLowerCase()})`;
  const label = layerKinds[of.kind]?.label ?? labelOf(of.kind);
  return of.values.cell === undefined ? label : `${label} (${of.values.cell})`;
}

/** What comes in, and what goes out: into the next layer, before what stands between the two. */
function shapesOf(layer: LayerSettings, next: LayerSettings | undefined): string {
  const into = shapeInto(layer);
  const { positions, channels } = next
    ? (next.input ?? { positions: 1, channels: next.fanIn })
    : { positions: into.positions, channels: layer.width };
  return `${shapeText(into.positions, into.channels)} → ${shapeText(positions, channels)}`;
}

/** `50 × 32`: positions × channels; of one position the channels alone. */
const shapeText = (positions: number, channels: number): string =>
  positions === 1 ? countText(channels) : `${countText(positions)} × ${countText(channels)}`;

/** The layers' values in the last row of a series; undefined if there is none. */
function lastRow(history: History, name: string): Float64Array | undefined {
  const series = seriesNamed(history, name);
  const { length } = history.step;
  if (!series || length === 0) return undefined;
  return series.values.subarray((length - 1) * series.columns, length * series.columns);
}
