import { listenForFiles } from './listenForFiles.ts';

/** For pages that open no files themselves: what is dropped on them is opened in the lab. Its code comes when it is needed. */
export function listenForDrops(): void {
  listenForFiles(async files => (await import('./handOver.ts')).handOver(files));
}
