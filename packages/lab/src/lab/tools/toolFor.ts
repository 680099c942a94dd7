import type { ToolName } from '../../state/labState.ts';

/** Files that are logs by their names. */
const LOG = /tfevents|\.(?:jsonl|ndjson|json|log|safetensors)$/i;

/** Files that are also read as logs while that tool is open. */
const LOG_TOO = /\.(?:csv|tsv|npz)$/i;

/** Files that may be a log or own data, depending on their columns. */
const TABLE = /\.(?:csv|tsv|txt|npz)$/i;

/**
 * The tool for dropped files: the first that knows any of them by name; for tables the one that fits their
 * columns, or the open one if it also reads tables. Own data opens everything else, and reports faults.
 */
export async function toolFor(files: readonly File[], open: ToolName | undefined): Promise<ToolName> {
  const takes = (pattern: RegExp) => files.some(file => pattern.test(file.name));
  if (takes(LOG) || (open === 'imported' && takes(LOG_TOO))) return 'imported';
  const { isLog } = await import('./tableKind.ts');
  for (const file of files.filter(({ name }) => TABLE.test(name))) if (await isLog(file)) return 'imported';
  return 'data';
}
