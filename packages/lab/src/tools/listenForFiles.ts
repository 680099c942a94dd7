import { filesOf, filesOfEntries } from '../files/chosenFiles.ts';

/**
 * Calls `take` with the files dropped on the page, including those in folders; without a listener the browser
 * would leave the page and open one of them.
 */
export function listenForFiles(take: (files: readonly File[]) => void): () => void {
  const allow = (event: DragEvent) => {
    if (event.dataTransfer?.types.includes('Files')) event.preventDefault();
  };
  const drop = async (event: DragEvent) => {
    allow(event);
    const files = await droppedFiles(event.dataTransfer);
    if (files.length > 0) take(files);
  };
  addEventListener('dragover', allow);
  addEventListener('drop', drop);
  return () => {
    removeEventListener('dragover', allow);
    removeEventListener('drop', drop);
  };
}

/** Available only in some browsers. */
interface ItemWithHandle {
  readonly getAsFileSystemHandle?: () => Promise<FileSystemHandle | null>;
}

/** Dropped items exist only until the first wait, so all of them are taken before it. */
async function droppedFiles(transfer: DataTransfer | null): Promise<readonly File[]> {
  const files = [...(transfer?.files ?? [])];
  const items = [...(transfer?.items ?? [])];
  const entries = items.flatMap(item => item.webkitGetAsEntry() ?? []);
  const promised = items.map(item => (item as ItemWithHandle).getAsFileSystemHandle?.());
  const handles = await Promise.all(promised).catch(() => []);
  const found = handles.flatMap(handle => handle ?? []);
  if (found.length > 0 && found.length === items.length) return filesOf(found);
  return entries.some(entry => entry.isDirectory) ? filesOfEntries(entries) : files;
}
