import type { LogBuilder } from './logBuilder.ts';
import type { LogTarget } from './logTarget.ts';

/** The log of all event files, or of all files of one step each, in a folder; `other` names it if there is none. */
export function folderLog(path: string, other: string, logOf: LogTarget['logOf']): LogBuilder {
  const folder = path.includes('/') ? path.slice(0, path.lastIndexOf('/')) : other;
  return logOf(`${folder}/`, folder);
}
