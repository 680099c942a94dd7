/** The most files below a folder: more of them mean a wrong folder. */
const MOST_FILES = 10_000;

const paths = new WeakMap<File, string>();

/** The handle of a dropped or picked file or of its folder, by which it is found again. */
const roots = new WeakMap<File, FileSystemHandle>();

/** A file's path from the dropped or chosen folder; its name if there was none. */
export const pathOf = (file: File): string => paths.get(file) ?? (file.webkitRelativePath || file.name);

/** Gives a file the path that it had on another page. */
export function nameAgain(file: File, path: string): File {
  paths.set(file, path);
  return file;
}

/** True if the browser lets the page read all of the files again. */
export const canLookAgain = (files: readonly File[]): boolean =>
  files.length > 0 && files.every(file => roots.has(file));

/**
 * The present state of the files, with new ones in their folders; undefined if nothing has changed.
 *
 * @param files for which {@link canLookAgain} is true
 * @throws DOMException if one can no longer be read
 */
export async function lookAgain(files: readonly File[]): Promise<readonly File[] | undefined> {
  const found = await filesOf([...new Set(files.map(file => roots.get(file)!))]);
  const before = new Set(files.map(stateOf));
  const isSame = found.length === files.length && found.every(file => before.has(stateOf(file)));
  return isSame ? undefined : found;
}

const stateOf = (file: File): string => `${pathOf(file)} ${file.size} ${file.lastModified}`;

/** The files behind handles, including those in folders. */
export async function filesOf(handles: readonly FileSystemHandle[]): Promise<readonly File[]> {
  const found: File[] = [];
  for (const handle of handles) await collectFrom(handle, { path: handle.name, root: handle, found });
  return found;
}

interface Place {
  readonly path: string;
  readonly root: FileSystemHandle;
  readonly found: File[];
}

async function collectFrom(handle: FileSystemHandle, { path, root, found }: Place): Promise<void> {
  if (found.length >= MOST_FILES) return;
  if (isFolderHandle(handle)) {
    for await (const child of handle.values()) {
      await collectFrom(child, { path: `${path}/${child.name}`, root, found });
    }
  } else {
    const file = await (handle as FileSystemFileHandle).getFile();
    paths.set(file, path);
    roots.set(file, root);
    found.push(file);
  }
}

const isFolderHandle = (handle: FileSystemHandle): handle is FileSystemDirectoryHandle =>
  handle.kind === 'directory';

/**
 * The files behind entries, including those in folders, for browsers without handles. They cannot be read
 * again.
 */
export async function filesOfEntries(entries: readonly FileSystemEntry[]): Promise<readonly File[]> {
  const found: File[] = [];
  for (const entry of entries) await collectEntry(entry, found);
  return found;
}

async function collectEntry(entry: FileSystemEntry, found: File[]): Promise<void> {
  if (found.length >= MOST_FILES) return;
  if (isFile(entry)) {
    const file = await new Promise<File>((resolve, reject) => entry.file(resolve, reject));
    paths.set(file, entry.fullPath.replace(/^\//, ''));
    found.push(file);
  } else if (isFolder(entry)) {
    const reader = entry.createReader();
    // A reader returns some entries at a time, and an empty list at the end.
    for (let some = await next(reader); some.length > 0; some = await next(reader)) {
      for (const one of some) await collectEntry(one, found);
    }
  }
}

const isFile = (entry: FileSystemEntry): entry is FileSystemFileEntry => entry.isFile;

const isFolder = (entry: FileSystemEntry): entry is FileSystemDirectoryEntry => entry.isDirectory;

const next = (reader: FileSystemDirectoryReader): Promise<FileSystemEntry[]> =>
  new Promise((resolve, reject) => reader.readEntries(resolve, reject));
