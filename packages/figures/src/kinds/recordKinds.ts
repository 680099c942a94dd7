import { attentionKind } from '../figures/attentionCurves.ts';
import { blocksKind } from '../figures/blockRatios.ts';
import { curvatureKind } from '../figures/curvatureCurves.ts';
import type { FigureKind } from '../figures/figureKind.ts';
import { signalKind } from '../figures/gradientByLayer.ts';
import { heatKind } from '../figures/gradientHeatMap.ts';
import { entriesKind } from '../figures/gradientHistogram.ts';
import { gradientsKind } from '../figures/gradientMagnitudes.ts';
import { ledgerKind } from '../figures/ledgerWaterfall.ts';
import { lossKind } from '../figures/lossCurves.ts';
import { neuronsOverTimeKind } from '../figures/neuronHeatMap.ts';
import { neuronsKind } from '../figures/neuronStrip.ts';
import { saturationKind } from '../figures/saturationCurves.ts';
import { timeKind } from '../figures/signalThroughTime.ts';
import { jacobianKind, weightSpectrumKind } from '../figures/spectrum.ts';
import { timeHeatKind } from '../figures/timeHeatMap.ts';
import { updatesKind } from '../figures/updateRatios.ts';

/**
 * The kinds of figures that are drawn of records alone, by name and in order: the lab shows them too. To add
 * one: its file, and a line here.
 */
export const recordKinds = {
  loss: lossKind,
  gradients: gradientsKind,
  heat: heatKind,
  signal: signalKind,
  time: timeKind,
  'time-heat': timeHeatKind,
  attention: attentionKind,
  blocks: blocksKind,
  ledger: ledgerKind,
  saturation: saturationKind,
  neurons: neuronsKind,
  'neurons-over-time': neuronsOverTimeKind,
  updates: updatesKind,
  curvature: curvatureKind,
  entries: entriesKind,
  jacobian: jacobianKind,
  'weight-spectrum': weightSpectrumKind,
} as const satisfies Record<string, FigureKind>;
