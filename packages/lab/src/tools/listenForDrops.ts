import { listenForFiles } from './listenForFiles.ts';

/**
 * For pages that open no files themselves: files dropped on them open in the lab. Its code is loaded on
 * demand.
 */
export function listenForDrops(): void {
  listenForFiles(async files => (await import('./handOver.ts')).handOver(files));
}
