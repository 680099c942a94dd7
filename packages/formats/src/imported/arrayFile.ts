import { type ByteSource, bytesOf } from '../byteSource.ts';
import type { NpyArray } from '../npy.ts';
import { readNpz } from '../npz.ts';
import { readSafetensors } from '../safetensors.ts';
import { readArrayLog } from './arrayLog.ts';
import { folderLog } from './folderLog.ts';
import type { LogTarget } from './logTarget.ts';

/** A file of arrays is held whole. */
const LARGEST_ARCHIVE = 2 ** 32 - 1;

export async function readNpzFile(source: ByteSource, target: LogTarget): Promise<string[]> {
  const bytes = await bytesOf(source, target.path, LARGEST_ARCHIVE);
  return readArrays(readNpz(bytes, target.path), undefined, target);
}

export async function readSafetensorsFile(source: ByteSource, target: LogTarget): Promise<string[]> {
  const bytes = await bytesOf(source, target.path, LARGEST_ARCHIVE);
  const { tensors, metadata } = readSafetensors(bytes, target.path);
  const step = /^\d+$/.test(metadata.step ?? '') ? Number(metadata.step) : undefined;
  return readArrays(tensors, step, target);
}

/** Adds arrays of all steps, or of one step: files of those in one folder are one run. */
function readArrays(
  arrays: Readonly<Record<string, NpyArray>>,
  step: number | undefined,
  { path, key, name, logOf }: LogTarget,
): string[] {
  const isStacked = arrays.step !== undefined;
  const log = isStacked ? logOf(key, name) : folderLog(path, name, logOf);
  log.isInOrder = false;
  log.arrayFile = path;
  readArrayLog(arrays, path, step ?? numberIn(name), log);
  return [];
}

/** The last number in a file's name: `step_000100`. */
function numberIn(name: string): number | undefined {
  const digits = /(\d+)(?!.*\d)/.exec(name.split('/').at(-1)!)?.[1];
  return digits === undefined ? undefined : Number(digits);
}
