import { signalKind } from '../gradientByLayer.ts';
import { heatKind } from '../gradientHeatMap.ts';
import { entriesKind } from '../gradientHistogram.ts';
import { gradientsKind } from '../gradientMagnitudes.ts';
import { ledgerKind } from '../ledgerWaterfall.ts';
import { lossKind } from '../lossCurves.ts';
import { neuronsOverTimeKind } from '../neuronHeatMap.ts';
import { neuronsKind } from '../neuronStrip.ts';
import { saturationKind } from '../saturationCurves.ts';
import { jacobianKind, weightSpectrumKind } from '../spectrum.ts';
import { updatesKind } from '../updateRatios.ts';
import type { FigureKind } from './figureKind.ts';

/**
 * The kinds of figures that are drawn of records alone, by name and in order: the lab shows them too. To add
 * one: its file, and a line here.
 */
export const recordKinds = {
  loss: lossKind,
  gradients: gradientsKind,
  heat: heatKind,
  signal: signalKind,
  ledger: ledgerKind,
  saturation: saturationKind,
  neurons: neuronsKind,
  'neurons-over-time': neuronsOverTimeKind,
  updates: updatesKind,
  entries: entriesKind,
  jacobian: jacobianKind,
  'weight-spectrum': weightSpectrumKind,
} as const satisfies Record<string, FigureKind>;
