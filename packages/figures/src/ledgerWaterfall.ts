import * as Plot from '@observablehq/plot';
import type { RecordedRun } from 'gradscope';
import { type Area, composeFigure } from './composeFigure.ts';
import { curveHeight } from './curvePanel.ts';
import { spokenCount } from './describe.ts';
import {
  decadesOf,
  type Ledger,
  type LedgerLayer,
  type LedgerPart,
  ledgerParts,
  readLedger,
} from './ledger.ts';
import { ledgerSentence } from './ledgerSentence.ts';
import { logTicks, powerOfTenths } from './logScale.ts';
import { type FigureOptions, resolveOptions, type Settings } from './options.ts';
import { networkColor } from './palette.ts';
import { panelFrame, sideMargins, verticalMargins } from './panelFrame.ts';
import { textWidth } from './text.ts';

export interface LedgerWaterfallOptions extends FigureOptions {
  /** A recorded step. Default the last. */
  readonly step?: number;
  /** Runs whose figures stand beside this one: the axis has room for what they lost, too. */
  readonly beside?: readonly RecordedRun[];
}

/** Bands of layers, at most, and the narrowest bar in px. */
const mostBands = 12;
const narrowest = 5;

const colorOf = (part: LedgerPart, { theme }: Settings): string =>
  networkColor([0, 2, 3, 1, 4][ledgerParts.indexOf(part)]!, theme);

/** Layers, from the output on, in even bands of neighbours. */
function bandsOf(layers: readonly LedgerLayer[], count: number): LedgerLayer[][] {
  return Array.from({ length: count }, (_, band) =>
    layers.slice(
      Math.floor((band * layers.length) / count),
      Math.floor(((band + 1) * layers.length) / count),
    ),
  );
}

const bandName = (band: readonly LedgerLayer[]): string => {
  const [first, last] = [band[0]!.layer, band.at(-1)!.layer];
  return first === last ? spokenCount(first) : `${spokenCount(first)}–${spokenCount(last)}`;
};

/** One bar: a part of a band, from what came in to what goes out, in decades of the signal at the output. */
interface Bar {
  readonly part: LedgerPart;
  /** From 0 at the left to the number of bands. */
  readonly x1: number;
  readonly x2: number;
  readonly from: number;
  readonly to: number;
}

/** The bars of all bands, each beginning where the one before ended. */
function barsOf(bands: readonly LedgerLayer[][], parts: readonly LedgerPart[]): Bar[] {
  let level = 0;
  return bands.flatMap((band, b) =>
    parts.map((part, p) => {
      const from = level;
      level += decadesOf(band, part);
      const across = 0.86 / parts.length;
      const x1 = b + 0.07 + p * across;
      return { part, x1, x2: x1 + across, from, to: level };
    }),
  );
}

/** How many bands fit so that bars and names can be read. */
function bandCount({ layers, parts }: Ledger, across: number, fontSize: number): number {
  const room = (count: number) =>
    Math.max(
      ...bandsOf(layers, count).map(band => textWidth(bandName(band), fontSize) + fontSize * 0.6),
      parts.length * narrowest,
    );
  let count = Math.min(layers.length, mostBands);
  while (count > 1 && room(count) * count > across) count--;
  return count;
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
  const bandsIn = (one: Ledger) => bandsOf(one.layers, bandCount(one, across, fontSize));
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
    horizontal: `layer${bands.length < ledger.layers.length ? 's' : ''}, from the output (left) to the input`,
    ticks: bands.map((band, b) => ({ at: b + 0.5, label: bandName(band) })),
  };
  const svg = Plot.plot({
    document,
    width,
    height,
    ...margins,
    ...sides,
    x: { domain: [0, bands.length] },
    y: { domain },
    marks: [
      ...panelFrame({ ticks, domain }, frame, sides.marginLeft, settings),
      Plot.ruleY([0], { stroke: theme.axis }),
      Plot.link(bars.slice(1), {
        x1: (_, i) => bars[i]!.x2,
        x2: 'x1',
        y1: 'from',
        y2: 'from',
        stroke: theme.muted,
        strokeWidth: 1,
      }),
      Plot.rect(bars, {
        x1: 'x1',
        x2: 'x2',
        y1: 'from',
        y2: 'to',
        fill: ({ part }: Bar) => colorOf(part, settings),
        stroke: ({ part }: Bar) => colorOf(part, settings),
        strokeWidth: 1,
      }),
    ],
    color: { type: 'identity' },
  }) as SVGSVGElement;
  return svg;
}

/** Every band's total and parts in words. */
function describe({ layers, parts }: Ledger): string {
  return bandsOf(layers, Math.min(layers.length, mostBands))
    .map(band => {
      const own = parts.map(part => `${powerOfTenths(decadesOf(band, part))} ${part}`);
      return `Layer ${bandName(band)}: ${powerOfTenths(decadesOf(band))}, of it ${own.join(', ')}.`;
    })
    .join(' ');
}

/**
 * Draws where the signal was lost on its way from the output to the input: what each part of each layer (its weights, slope,
 * normalization, skip connection, dropout) made of it, one bar after the other. Many layers are summed up in bands of neighbours.
 *
 * @throws RangeError when the run did not record the ledger (probe `ledger`) at the step, or has no hidden layer
 */
export function ledgerWaterfall(run: RecordedRun, options: LedgerWaterfallOptions = {}): SVGSVGElement {
  const settings = resolveOptions(options);
  const ledger = readLedger(run, options.step);
  const sentence = ledgerSentence(run, options.step);
  const { layers, hidden, parts, end, step } = ledger;
  const notes = end
    ? [
        `${spokenCount(hidden - layers.length)} of ${spokenCount(hidden)} hidden layers have no bar: the signal is ${end.kind === 'broken' ? 'NaN or infinite' : '0'} there.`,
      ]
    : [];
  const caption = {
    title: `Where the signal ${decadesOf(layers) > 0 && !end ? 'grew' : 'was lost'}: ${run.name}`,
    subtitle: `At step ${spokenCount(step)}, ${sentence}`,
    notes,
    key: parts.map(part => ({
      label: `${part} ${powerOfTenths(decadesOf(layers, part))}`,
      color: colorOf(part, settings),
    })),
    description:
      `Waterfall of the signal’s norm, ‖δ[l]‖ / ‖δ[L]‖, from the output to the input on a log axis. At step ${spokenCount(step)}, ${sentence}. ${describe(ledger)} ${notes.join(' ')}`.trim(),
  };
  return composeFigure(settings, caption, area => {
    const height = area.height ?? curveHeight(area.width);
    const beside = (options.beside ?? []).map(other => readLedger(other, options.step));
    return [{ svg: waterfall(ledger, beside, { ...area, height }, settings), x: 0, y: 0, height }];
  });
}
