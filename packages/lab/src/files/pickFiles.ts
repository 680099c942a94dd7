import { filesOf } from './chosenFiles.ts';

/** Available only in some browsers. */
interface Pickers {
  readonly showOpenFilePicker?: (options: object) => Promise<readonly FileSystemHandle[]>;
  readonly showDirectoryPicker?: () => Promise<FileSystemHandle>;
}

const pickers = globalThis as Pickers;

/** True if the browser has a dialog for files that can be read again. */
export const canPick: boolean = Boolean(pickers.showOpenFilePicker && pickers.showDirectoryPicker);

/** Lets the user choose files, or a folder; empty if nothing was chosen. */
export async function pickFiles(what: 'files' | 'folder'): Promise<readonly File[]> {
  try {
    if (what === 'folder') return await filesOf([await pickers.showDirectoryPicker!()]);
    return await filesOf(await pickers.showOpenFilePicker!({ multiple: true }));
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') return [];
    throw error;
  }
}
