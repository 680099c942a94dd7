import { steadyText } from 'gradscope';
import { alignedTable } from '../terminal/alignedTable.ts';
import type { LayerFactor, LayerTime, NetworkFactors } from './predictedAndMeasured.ts';

const HEAD = ['layer', 'predicted', 'measured', 'measured/predicted'];

const EXPLANATION = `A factor is ‖δ[l]‖ / ‖δ[l+1]‖: what becomes of the gradient on its way from layer l + 1 down to l,
predicted by mean-field theory for wide random networks, and measured at step 0.
`;

/** The text for people: a table for each network, and below them an explanation of the factor. */
export function factorTable(networks: readonly NetworkFactors[]): string {
  return `${networks.map(networkTable).join('\n')}\n${EXPLANATION}`;
}

function networkTable({ name, layers, time, reasons }: NetworkFactors): string {
  const lines = layers.length === 0 ? ['no hidden layer'] : tableLines(layers);
  return `${[name, ...lines, ...time.map(timeLine), ...reasons.map(reason => `beyond theory: ${reason}`)].join('\n')}\n`;
}

function tableLines(layers: readonly LayerFactor[]): string[] {
  const rows = layers.map(({ layer, predicted, measured }) => [
    String(layer),
    ...[predicted, measured, measured / predicted].map(cell),
  ]);
  return alignedTable([HEAD, ...rows]);
}

function timeLine({ layer, chi, timescale }: LayerTime): string {
  const change = `layer ${layer} through time: ‖∂loss/∂h‖² changes by χ = ${steadyText(chi)} a position`;
  return Number.isFinite(timescale)
    ? `${change}, by a factor of e in ${steadyText(timescale)} positions`
    : change;
}

const cell = (factor: number): string => (Number.isNaN(factor) ? '' : steadyText(factor));
