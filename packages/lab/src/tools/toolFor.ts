import type { ToolName } from '../state/labState.ts';

/** Files that are logs by their names. */
const LOG = /tfevents|\.(?:jsonl|ndjson|json|log|safetensors)$/i;

/** Files that are also read as logs while that tool is open. */
const LOG_TOO = /\.(?:csv|tsv|npz)$/i;

/** Files that may be a log or own data, depending on their columns. */
const TABLE = /\.(?:csv|tsv|txt|npz)$/i;

/**
 * The tool for dropped files: the first that knows one of them by name. For a table it is the tool that fits
 * the columns, or the open one if that reads tables. Otherwise it is the own-data tool, which reports faults.
 */
export async function toolFor(files: readonly File[], open: ToolName | undefined): Promise<ToolName> {
  const takes = (pattern: RegExp) => files.some(file => pattern.test(file.name));
  if (takes(LOG) || (open === 'imported' && takes(LOG_TOO))) return 'imported';
  const { isLog } = await import('./tableKind.ts');
  for (const file of files.filter(({ name }) => TABLE.test(name))) if (await isLog(file)) return 'imported';
  return 'data';
}
