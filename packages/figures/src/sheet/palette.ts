import { interpolatePlasma, interpolateViridis } from 'd3-scale-chromatic';
import { type Theme, themes } from './theme.ts';

/** Okabe & Ito (2008), “Color Universal Design”, without its black, in an order that keeps neighbours apart. */
const okabeIto = ['#0072b2', '#e69f00', '#009e73', '#cc79a7', '#56b4e9', '#d55e00', '#f0e442'];

/** `n` points from `from` to `to`, both included; their middle when n = 1. */
const spread = (n: number, from: number, to: number): number[] =>
  Array.from({ length: n }, (_, i) => from + (n === 1 ? 0.5 : i / (n - 1)) * (to - from));

const channels = (color: string): number[] =>
  color.startsWith('#')
    ? [1, 3, 5].map(at => Number.parseInt(color.slice(at, at + 2), 16))
    : color.match(/\d+/g)!.map(Number);

const hex = (rgb: readonly number[]): string =>
  `#${rgb.map(c => Math.round(c).toString(16).padStart(2, '0')).join('')}`;

/** Any colour of a d3 ramp as `#rrggbb`. */
export const hexColor = (color: string): string => hex(channels(color));

/** The opaque colour of `color` laid with `opacity` over `under`. */
export function mix(color: string, under: string, opacity: number): string {
  const below = channels(under);
  return hex(channels(color).map((c, i) => opacity * c + (1 - opacity) * below[i]));
}

/**
 * One colour per class, the same in every figure, on every canvas and in both themes.
 *
 * Okabe–Ito for up to seven classes, which colour-blind readers can tell apart; more classes use the viridis
 * ramp, which is ordered by lightness for every reader.
 */
export function classColors(classes: number): string[] {
  if (classes <= okabeIto.length) return okabeIto.slice(0, classes);
  return spread(classes, 0, 1).map(t => hexColor(interpolateViridis(t)));
}

/** One colour per layer of a single network: a ramp, since depth is ordered. */
export const layerColors = (layers: number, theme: Theme): string[] =>
  spread(layers, ...theme.ramp).map(t => hexColor(interpolatePlasma(t)));

/** One colour per network. */
export const networkColor = (index: number, theme: Theme): string => theme.hues[index % theme.hues.length];

/** The colours of networks in order, as in the figures of a theme: for content beside figures. */
export const networkColors = (theme: keyof typeof themes): readonly string[] => themes[theme].hues;

/** The colour of one network, fading from its first layer to its last. */
export const networkLayerColors = (index: number, layers: number, theme: Theme): string[] =>
  Array.from({ length: layers }, (_, l) =>
    mix(networkColor(index, theme), theme.background, 1 - (layers > 1 ? l / (layers - 1) : 0) * 0.4),
  );
