import { countText, type Evidence, rangeText, symptomTitle, type Verdict, valueText } from 'gradscope';
import { atLayers, type Curve } from '../marks/curve.ts';
import { type Band, curveHeight, curvePanel } from '../panels/curvePanel.ts';
import { curveNotes } from '../records/curveNotes.ts';
import { composeFigure } from '../sheet/composeFigure.ts';
import { dashes, type KeyEntry } from '../sheet/key.ts';
import { type FigureOptions, resolveOptions, type Settings } from '../sheet/options.ts';
import { mix, networkColor } from '../sheet/palette.ts';

/** The source of the figure: a verdict, or a part of one. */
export type Diagnosed = Pick<Verdict, 'name' | 'symptoms'> & {
  readonly evidence: Pick<Evidence, 'signal'>;
};

type Signal = Evidence['signal'];

/** Points that are each marked with a dot, at most. */
const mostDots = 40;
const formula = '‖δ[l]‖ / ‖δ[l+1]‖';

type Range = readonly [first: number, last: number];

/**
 * The range of starts that train, with one step for each layer: a layer's value holds for its whole width in
 * the picture.
 */
function steppedBand(color: string, signal: Signal): Band {
  const ranges = signal.map(referenceRange);
  return {
    color,
    step: signal.flatMap(({ layer }) => [layer - 0.5, layer + 0.5]),
    low: ranges.flatMap(([low]) => [low, low]),
    high: ranges.flatMap(([, high]) => [high, high]),
  };
}

const referenceRange = ({ reference }: Signal[number]): Range => [
  Math.exp(reference.low),
  Math.exp(reference.high),
];

/** The theoretical factors, the measured ones, and again those of the marked layers in their own colour. */
function curvesOf(signal: Signal, marked: Range | undefined, { theme }: Settings) {
  const dots = signal.length <= mostDots;
  const curve = (name: string, color: string, layers: Signal, value: (layer: Signal[number]) => number) => ({
    name,
    label: '',
    color,
    dots,
    step: layers.map(({ layer }) => layer),
    value: layers.map(value),
  });
  const factor = (own: Signal[number]) => own.factor;
  const guilty = signal.filter(
    own => marked && own.layer >= marked[0] && own.layer <= marked[1] && own.factor > 0,
  );
  const isKnown = signal.some(({ predicted }) => Number.isFinite(predicted));
  const theory = curve('Theory', theme.muted, signal, ({ predicted }) => predicted);
  return {
    theory: isKnown ? [{ ...theory, dash: dashes.dashed, dots: false }] : [],
    // If all layers of a network are marked, only one colour is visible, and the key names that one.
    measured: curve('The factor', networkColor(guilty.length < signal.length ? 0 : 1, theme), signal, factor),
    guilty: guilty.length > 0 ? [curve('Marked layers', networkColor(1, theme), guilty, factor)] : [],
  };
}

function keyOf(
  { name, symptoms: [first] }: Diagnosed,
  colors: Colors,
  { measured, theory }: { readonly measured: Curve; readonly theory: readonly Curve[] },
): KeyEntry[] {
  return [
    { label: name, color: measured.color, shape: 'line' },
    { label: 'a network of these widths that trains', color: colors.reference, shape: 'area' },
    ...theory.map(({ color }): KeyEntry => ({ label: 'theory', color, shape: 'dashed' })),
    ...(first?.layers
      ? [{ label: symptomTitle({ ...first, layers: null }), color: colors.mark, shape: 'area' } as const]
      : []),
  ];
}

/** Every layer's factor in words, of many layers those at even distances. */
function describe({ name, evidence: { signal } }: Diagnosed): string {
  const apart = Math.ceil(signal.length / 12);
  const layers = signal
    .filter((_, l) => l % apart === 0)
    .map(
      own =>
        `Layer ${countText(own.layer)}: ${valueText(own.factor)}, ${theoryText(own.predicted)}, a network that trains ${rangeText(referenceRange(own))}, other starts ${rangeText(own.starts)}.`,
    );
  return `Effect of each layer of ${name} on the gradient, ${formula}, on a log axis. ${layers.join(' ')}`;
}

const theoryText = (predicted: number): string =>
  Number.isNaN(predicted) ? 'beyond theory' : `theory ${valueText(predicted)}`;

/**
 * Draws the evidence of a verdict in one picture: each layer's effect on the gradient before the first
 * update, compared with theory and the band of starts that are known to train. The layers of the first
 * symptom are marked.
 *
 * @throws RangeError if the network has no hidden layer
 */
export function diagnosisFigure(verdict: Diagnosed, options: FigureOptions = {}): SVGSVGElement {
  const settings = resolveOptions(options);
  const { name, symptoms, evidence } = verdict;
  const { signal } = evidence;
  if (signal.length === 0) throw new RangeError(`verdict: expected hidden layers, got none in ${name}`);
  const [first, ...others] = symptoms;
  const range = first?.layers ?? undefined;
  const colors = colorsOf(settings);
  const { theory, measured, guilty } = curvesOf(signal, range, settings);
  const also = others.length > 0 ? ` Also: ${others.map(symptomTitle).join('; ')}.` : '';
  const caption = {
    title: first ? `${name}: ${symptomTitle(first)}` : `${name} is healthy`,
    subtitle: `A layer’s effect on the gradient from the layer above, before the first update; the signal comes from the right.${also}`,
    notes: curveNotes([measured], 'log', atLayers),
    key: keyOf(verdict, colors, { measured, theory }),
    description: describe(verdict),
  };
  const panel = {
    scale: 'log',
    label: formula,
    horizontal: 'layer',
    bands: [steppedBand(colors.reference, signal)],
    level: 1,
    extent: [0.5, signal.length + 0.5],
    marked: range && {
      color: colors.mark,
      from: range[0] - 0.5,
      to: Math.min(range[1], signal.length) + 0.5,
    },
  } as const;
  return composeFigure(settings, caption, ({ width, height = curveHeight(width) }) => {
    const svg = curvePanel([...theory, measured, ...guilty], { width, height, ...panel }, settings);
    return [{ svg, x: 0, y: 0, height }];
  });
}

type Colors = ReturnType<typeof colorsOf>;

const colorsOf = ({ theme }: Settings) => ({
  reference: mix(theme.muted, theme.background, 0.3),
  mark: networkColor(1, theme),
});
