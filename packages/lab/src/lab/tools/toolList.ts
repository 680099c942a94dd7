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
    opens: /tfevents|\.(?:jsonl|ndjson|safetensors)$/i,
    opensToo: /\.(?:csv|tsv|npz)$/i,
  },
  export: {
    title: 'Share, export',
    Content: lazily(async () => (await import('../../export/ExportTool.tsx')).ExportTool),
  },
};

const names = Object.keys(tools) as ToolName[];

/**
 * The tool that opens what was dropped: the one that is open, where it takes any of it, or the first that knows any of it by name, or
 * else own data, which says what is wrong with it.
 */
export function toolFor(files: readonly File[], open: ToolName | undefined): ToolName {
  const takes = (pattern: RegExp | undefined) => files.some(file => pattern?.test(file.name));
  if (open && takes(tools[open].opensToo)) return open;
  return names.find(name => takes(tools[name].opens)) ?? 'data';
}

export { names as TOOL_NAMES };
