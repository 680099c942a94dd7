export { type GradientLog, type WatchOptions, watch } from './watch.ts';
export type { LossFunction, WatchedLayer, WatchedModel } from './watchedModel.ts';
