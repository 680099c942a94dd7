import type { ToolName } from '../../state/labState.ts';

/** Files that are logs by their names. */
const LOG = /tfevents|\.(?:jsonl|ndjson|json|log|safetensors)$/i;

/** Files that are read as logs, too, while that tool is open. */
const LOG_TOO = /\.(?:csv|tsv|npz)$/i;

/** What may be a log or own data: its columns tell. */
const TABLE = /\.(?:csv|tsv|txt|npz)$/i;

/**
 * The tool that opens what was dropped: the first that knows any of it by name; of tables the one that their columns are for, or
 * the one that is open and reads such too. Own data opens whatever is left, and says what is wrong with it.
 */
export async function toolFor(files: readonly File[], open: ToolName | undefined): Promise<ToolName> {
  const takes = (pattern: RegExp) => files.some(file => pattern.test(file.name));
  if (takes(LOG) || (open === 'imported' && takes(LOG_TOO))) return 'imported';
  const { isLog } = await import('./tableKind.ts');
  for (const file of files.filter(({ name }) => TABLE.test(name))) if (await isLog(file)) return 'imported';
  return 'data';
}
