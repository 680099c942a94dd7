/** Files below a folder that was dropped: more is the wrong folder. */
const MOST_FILES = 10_000;

const paths = new WeakMap<File, string>();

/** A file's path from the folder that was dropped or chosen; its name where none was. */
export const pathOf = (file: File): string => paths.get(file) ?? (file.webkitRelativePath || file.name);

/**
 * Calls `take` with the files that are dropped on the page, those in folders with them; without it the browser would leave the
 * page for one of them.
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

/** What was dropped is only there until the first wait: entries are taken before. */
async function droppedFiles(transfer: DataTransfer | null): Promise<readonly File[]> {
  const files = [...(transfer?.files ?? [])];
  const entries = [...(transfer?.items ?? [])].flatMap(item => item.webkitGetAsEntry() ?? []);
  if (!entries.some(entry => entry.isDirectory)) return files;
  const found: File[] = [];
  for (const entry of entries) await collect(entry, found);
  return found;
}

async function collect(entry: FileSystemEntry, found: File[]): Promise<void> {
  if (found.length >= MOST_FILES) return;
  if (isFile(entry)) {
    const file = await new Promise<File>((resolve, reject) => entry.file(resolve, reject));
    paths.set(file, entry.fullPath.replace(/^\//, ''));
    found.push(file);
  } else if (isFolder(entry)) {
    const reader = entry.createReader();
    // A reader gives some entries at a time, and none at the end.
    for (let some = await next(reader); some.length > 0; some = await next(reader)) {
      for (const one of some) await collect(one, found);
    }
  }
}

const isFile = (entry: FileSystemEntry): entry is FileSystemFileEntry => entry.isFile;

const isFolder = (entry: FileSystemEntry): entry is FileSystemDirectoryEntry => entry.isDirectory;

const next = (reader: FileSystemDirectoryReader): Promise<FileSystemEntry[]> =>
  new Promise((resolve, reject) => reader.readEntries(resolve, reject));
