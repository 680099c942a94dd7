import { activationsKind } from '../figures/activationCurves.ts';
import { valuesKind } from '../figures/activationHistograms.ts';
import { fitKind } from '../figures/curveFit.ts';
import { dataKind } from '../figures/dataScatter.ts';
import { regionsKind } from '../figures/decisionRegions.ts';
import type { FigureKind } from '../figures/figureKind.ts';
import { recordKinds } from './recordKinds.ts';

/** All kinds of figures by name, in the order in which they are drawn; these also need the data or the networks. */
export const figureKinds = {
  data: dataKind,
  activations: activationsKind,
  ...recordKinds,
  values: valuesKind,
  fit: fitKind,
  regions: regionsKind,
} as const satisfies Record<string, FigureKind>;

export type FigureName = keyof typeof figureKinds;
