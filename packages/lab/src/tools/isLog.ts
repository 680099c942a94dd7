import { fileFormats, isLogOf, logFormatOf, readNpz, readTable } from '@gradscope/formats';
import { LARGEST_FILE } from '../files/largestFile.ts';

/** The first bytes of a file that are enough to find its columns. */
const HEAD = 2 ** 16;
const NEW_LINE = 0x0a;

/**
 * Whether a file is a log of training: by its name or, if such files may be data to learn from too, by its
 * columns. False if those cannot be read: the tool that opens it reports why.
 *
 * @param anyTable whether all files that may be a log are one
 */
export async function isLog(file: File, anyTable: boolean): Promise<boolean> {
  const format = logFormatOf(file.name);
  if (!format?.table || anyTable) return format !== undefined;
  try {
    return isLogOf(format === fileFormats.npz ? await arraysOf(file) : await columnsOf(file));
  } catch {
    return false;
  }
}

async function columnsOf(file: File): Promise<string[]> {
  const head = new Uint8Array(await file.slice(0, HEAD).arrayBuffer());
  const lines = file.size > HEAD ? head.subarray(0, head.lastIndexOf(NEW_LINE) + 1) : head;
  return readTable(lines, file.name).map(({ name }) => name);
}

async function arraysOf(file: File): Promise<string[]> {
  if (file.size > LARGEST_FILE) return [];
  return Object.keys(readNpz(new Uint8Array(await file.arrayBuffer())));
}
