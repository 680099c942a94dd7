import type { FunctionComponent } from 'preact';
import type { ToolName } from '../../state/labState.ts';
import { lazily } from '../../ui/Lazy.tsx';
import type { ToolProps } from './tool.ts';

/** Something that opens over the page: adding one is a folder, a name in labState.ts, and an entry here. */
export interface ToolEntry {
  readonly title: string;
  readonly Content: FunctionComponent<ToolProps>;
  /** The names of files that it opens when they are dropped. */
  readonly opens?: RegExp;
  /** Of others, those that it opens while it is there. */
  readonly opensToo?: RegExp;
}

/** In the order of their buttons. */
export const tools: Readonly<Record<ToolName, ToolEntry>> = {
  data: {
    title: 'Own data',
    Content: lazily(async () => (await import('../../data/DataTool.tsx')).DataTool),
  },
  saved: {
    title: 'Saved runs',
    Content: lazily(async () => (await import('../../saved/SavedTool.tsx')).SavedTool),
  },
  imported: {
    title: 'Logs from elsewhere',
    Content: lazily(async () => (await import('../../imported/ImportedTool.tsx')).ImportedTool),
    opens: /tfevents|\.(?:jsonl|ndjson|json|log|safetensors)$/i,
    opensToo: /\.(?:csv|tsv|npz)$/i,
  },
  export: {
    title: 'Share, export',
    Content: lazily(async () => (await import('../../export/ExportTool.tsx')).ExportTool),
  },
};

const names = Object.keys(tools) as ToolName[];

/** What may be a log or own data: its columns tell. */
const TABLE = /\.(?:csv|tsv|txt|npz)$/i;

/**
 * The tool that opens what was dropped: the first that knows any of it by name; of tables the one that their columns are for, or
 * the one that is open and reads such too. Own data opens whatever is left, and says what is wrong with it.
 */
export async function toolFor(files: readonly File[], open: ToolName | undefined): Promise<ToolName> {
  const takes = (pattern: RegExp | undefined) => files.some(file => pattern?.test(file.name));
  const known = names.find(name => takes(tools[name].opens));
  if (known) return known;
  if (open && takes(tools[open].opensToo)) return open;
  const { isLog } = await import('./tableKind.ts');
  for (const file of files.filter(({ name }) => TABLE.test(name))) if (await isLog(file)) return 'imported';
  return 'data';
}

export { names as TOOL_NAMES };
