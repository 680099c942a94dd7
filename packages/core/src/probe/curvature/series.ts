/** What the curvature probe records, one column each. */
export const CURVATURE_SERIES = [
  'sharpness',
  'preconditioned_sharpness',
  'step_sharpness',
  'stability_bound',
] as const;
export type CurvatureSeries = (typeof CURVATURE_SERIES)[number];
