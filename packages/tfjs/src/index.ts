export { type GradientLog, type WatchedModel, type WatchOptions, watch } from './watch.ts';
