import { activationsKind } from '../activationCurves.ts';
import { valuesKind } from '../activationHistograms.ts';
import { fitKind } from '../curveFit.ts';
import { dataKind } from '../dataScatter.ts';
import { regionsKind } from '../decisionRegions.ts';
import type { FigureKind } from './figureKind.ts';
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
