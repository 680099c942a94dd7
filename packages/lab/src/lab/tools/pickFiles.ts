import { filesOf } from './chosenFiles.ts';

/** Only some browsers have them. */
interface Pickers {
  readonly showOpenFilePicker?: (options: object) => Promise<readonly FileSystemHandle[]>;
  readonly showDirectoryPicker?: () => Promise<FileSystemHandle>;
}

const pickers = globalThis as Pickers;

/** Whether the browser has a dialog that gives files which can be looked at again. */
export const canPick: boolean = Boolean(pickers.showOpenFilePicker && pickers.showDirectoryPicker);

/** Lets the user choose files, or a folder; none where nothing was chosen. */
export async function pickFiles(what: 'files' | 'folder'): Promise<readonly File[]> {
  try {
    if (what === 'folder') return await filesOf([await pickers.showDirectoryPicker!()]);
    return await filesOf(await pickers.showOpenFilePicker!({ multiple: true }));
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') return [];
    throw error;
  }
}
