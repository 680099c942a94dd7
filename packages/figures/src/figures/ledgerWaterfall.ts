import * as Plot from '@observablehq/plot';
import { countText, powerOfTenths, type RecordedRun } from 'gradscope';
import { endedWholes } from '../axes/endedNumbers.ts';
import { type AxisTick, logTicks } from '../axes/logScale.ts';
import { panelFrame, sideMargins, verticalMargins } from '../axes/panelFrame.ts';
import { curveHeight } from '../panels/curvePanel.ts';
import {
  decadesOf,
  type Ledger,
  type LedgerLayer,
  type LedgerPart,
  ledgerParts,
  readLedger,
} from '../records/ledger.ts';
import { ledgerSentence } from '../records/ledgerSentence.ts';
import { beginning } from '../records/recorded.ts';
import { type Area, composeFigure } from '../sheet/composeFigure.ts';
import { element } from '../sheet/element.ts';
import { type FigureOptions, resolveOptions, type Settings } from '../sheet/options.ts';
import { networkColor } from '../sheet/palette.ts';
import { textWidth } from '../sheet/text.ts';
import type { FigureKind } from './figureKind.ts';

export interface LedgerWaterfallOptions extends FigureOptions {
  /** A recorded step. Default the last. */
  readonly step?: number;
  /** Runs whose figures appear beside this one: the axis also has room for their losses. */
  readonly beside?: readonly RecordedRun[];
}

/** The narrowest bar, in px. */
const narrowest = 4;
/** How much longer than necessary bands may be so that all are of one size. */
const longest = 2;

const colorOf = (part: LedgerPart, { theme }: Settings): string =>
  networkColor([0, 2, 3, 1, 4][ledgerParts.indexOf(part)], theme);

/** Layers, from the output on, in bands of `size` neighbours; a remainder is a smaller last band. */
function bandsOf(layers: readonly LedgerLayer[], size: number): LedgerLayer[][] {
  return Array.from({ length: Math.ceil(layers.length / size) }, (_, band) =>
    layers.slice(band * size, (band + 1) * size),
  );
}

const bandName = (band: readonly LedgerLayer[]): string => {
  const [first, last] = [band[0].layer, band.at(-1)!.layer];
  return first === last ? countText(first) : `${countText(first)}–${countText(last)}`;
};

/**
 * One bar: a part of a band, from the incoming to the outgoing signal, in decades of the signal at the
 * output.
 */
interface Bar {
  readonly part: LedgerPart;
  /** From 0 at the left to the number of layers: a band's width is its number of layers. */
  readonly x1: number;
  readonly x2: number;
  readonly from: number;
  readonly to: number;
}

/** The bars of all bands, each beginning at the end of the one before. */
function barsOf(bands: readonly LedgerLayer[][], parts: readonly LedgerPart[]): Bar[] {
  let [level, left] = [0, 0];
  return bands.flatMap(band => {
    const across = (0.86 * band.length) / parts.length;
    const start = left + 0.07 * band.length;
    left += band.length;
    return parts.map((part, p) => {
      const from = level;
      level += decadesOf(band, part);
      const x1 = start + p * across;
      return { part, x1, x2: x1 + across, from, to: level };
    });
  });
}

/**
 * Layers in a band: one if its bars are visible, else as few as possible, with all bands equal if a similar
 * size allows it.
 */
function bandSize({ layers, parts }: Ledger, across: number): number {
  const least = Math.max(1, Math.ceil((layers.length * parts.length * narrowest) / across));
  for (let size = least; size <= Math.min(longest * least, layers.length); size++) {
    if (layers.length % size === 0) return size;
  }
  return least;
}

/** The bands that are named: the first, the last, and as many between them as have room for their names. */
function bandTicks(bands: readonly LedgerLayer[][], across: number, fontSize: number): AxisTick[] {
  const middles: AxisTick[] = [];
  let left = 0;
  for (const band of bands) {
    middles.push({ at: left + band.length / 2, label: bandName(band) });
    left += band.length;
  }
  const widest = Math.max(...middles.map(({ label }) => textWidth(label, fontSize)));
  const most = Math.max(2, Math.floor(across / (widest + fontSize)));
  return endedWholes([0, middles.length - 1], most).map(band => middles[band]);
}

/**
 * A mark: the bars of each part as one outline, and the lines from bar to bar as another. An element for each
 * bar would take seconds.
 */
function drawnBars(
  bars: readonly Bar[],
  parts: readonly LedgerPart[],
  settings: Settings,
): Plot.RenderFunction {
  const { document, theme } = settings;
  return (_index, { x, y }) => {
    const place = (scale: typeof x, at: number) => (scale!(at) as number).toFixed(2);
    const node = element(document, 'g', { 'aria-label': 'bars' });
    const steps = bars
      .slice(1)
      .map(({ x1, from }, i) => `M${place(x, bars[i].x2)},${place(y, from)}H${place(x, x1)}`);
    node.append(element(document, 'path', { d: steps.join(''), fill: 'none', stroke: theme.muted }));
    for (const part of parts) {
      const color = colorOf(part, settings);
      const outlines = bars
        .filter(bar => bar.part === part)
        .map(({ x1, x2, from, to }) => {
          const [left, right, top, bottom] = [place(x, x1), place(x, x2), place(y, from), place(y, to)];
          return `M${left},${top}H${right}V${bottom}H${left}z`;
        });
      node.append(
        element(document, 'path', { d: outlines.join(''), fill: color, stroke: color, 'stroke-width': 1 }),
      );
    }
    return node;
  };
}

function waterfall(
  ledger: Ledger,
  beside: readonly Ledger[],
  { width, height }: Area & { height: number },
  settings: Settings,
) {
  const { document, fontSize, theme } = settings;
  const margins = verticalMargins(fontSize);
  const sides = sideMargins(['10⁻³⁰⁰'], [], fontSize);
  const across = width - sides.marginLeft - sides.marginRight;
  const bandsIn = (one: Ledger) => bandsOf(one.layers, bandSize(one, across));
  const bands = bandsIn(ledger);
  const bars = barsOf(bands, ledger.parts);
  const others = beside.flatMap(other => barsOf(bandsIn(other), other.parts));
  const levels = [0, ...[...bars, ...others].map(({ to }) => to)];
  const [low, high] = [Math.min(...levels), Math.max(...levels)];
  const pad = Math.max((1 - (high - low)) / 2, 0.06 * (high - low));
  const domain: [number, number] = [low - pad, high + pad];
  const inside = height - margins.marginTop - margins.marginBottom;
  const ticks = logTicks(domain, Math.max(2, Math.floor(inside / 36)));
  const frame = {
    vertical: '‖δ[l]‖ / ‖δ[L]‖, log scale',
    horizontal: `${bandWords(bands)}, from the output (left) to the input`,
    ticks: bandTicks(bands, across, fontSize),
  };
  return Plot.plot({
    document,
    width,
    height,
    ...margins,
    ...sides,
    x: { domain: [0, Math.max(1, ledger.layers.length)] },
    y: { domain },
    marks: [
      ...panelFrame({ ticks, domain }, frame, sides.marginLeft, settings),
      Plot.ruleY([0], { stroke: theme.axis }),
      drawnBars(bars, ledger.parts, settings),
    ],
  }) as SVGSVGElement;
}

/** `layer`, or the number of layers that the bars sum up. */
const bandWords = ([first]: readonly LedgerLayer[][]): string =>
  first && first.length > 1 ? `${countText(first.length)} layers a band` : 'layer';

/** The most bands described in words. */
const mostTold = 12;

/** Every band's total and parts in words. */
function describe({ layers, parts }: Ledger): string {
  return bandsOf(layers, Math.max(1, Math.ceil(layers.length / mostTold)))
    .map(band => {
      const own = parts.map(part => `${powerOfTenths(decadesOf(band, part))} ${part}`);
      return `Layer ${bandName(band)}: ${powerOfTenths(decadesOf(band))}, of it ${own.join(', ')}.`;
    })
    .join(' ');
}

/**
 * Draws where the signal was lost on its way from the output to the input: the effect of each part of each
 * layer (its weights, slope, normalization, skip connection, dropout), one bar after the other. If there are
 * too many layers for visible bars, bands of equally many neighbours are summed up.
 *
 * @throws RangeError if the run did not record the ledger (probe `ledger`) at the step, or has no hidden
 *   layer
 */
export function ledgerWaterfall(run: RecordedRun, options: LedgerWaterfallOptions = {}): SVGSVGElement {
  const settings = resolveOptions(options);
  const ledger = readLedger(run, options.step);
  const sentence = ledgerSentence(run, options.step);
  const { layers, hidden, parts, end, step } = ledger;
  const notes = end
    ? [
        `${countText(hidden - layers.length)} of ${countText(hidden)} hidden layers have no bar: the signal is ${end.kind === 'broken' ? 'NaN or infinite' : '0'} there.`,
      ]
    : [];
  const caption = {
    title: `Where the signal ${decadesOf(layers) > 0 && !end ? 'grew' : 'was lost'}: ${run.name}`,
    subtitle: `At step ${countText(step)}, ${sentence}`,
    notes,
    key: parts.map(part => ({
      label: `${part} ${powerOfTenths(decadesOf(layers, part))}`,
      color: colorOf(part, settings),
    })),
    description:
      `Waterfall of the signal’s norm, ‖δ[l]‖ / ‖δ[L]‖, from the output to the input on a log axis. At step ${countText(step)}, ${sentence}. ${describe(ledger)} ${notes.join(' ')}`.trim(),
  };
  return composeFigure(settings, caption, area => {
    const height = area.height ?? curveHeight(area.width);
    const beside = (options.beside ?? []).map(other => readLedger(other, options.step));
    return [{ svg: waterfall(ledger, beside, { ...area, height }, settings), x: 0, y: 0, height }];
  });
}

export const ledgerKind = {
  title: 'Where the signal was lost',
  series: ['ledger_weights'],
  record: 'the ledger, of a network with hidden layers,',
  inLogs: ['ledger_weights'],
  covers: 'each',
  draw: ([run], options) => ledgerWaterfall(run, { step: run.history.step[0], ...options }),
  prose: ([run]) => [`${beginning(run)}, in ${run.name}, ${ledgerSentence(run, run.history.step[0])}.`],
} as const satisfies FigureKind;
