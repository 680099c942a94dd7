import type { FunctionComponent } from 'preact';
import type { ToolName } from '../state/labState.ts';
import { lazily } from '../ui/Lazy.tsx';
import type { ToolProps } from '../ui/tool.ts';

/**
 * A tool that opens over the page. To add one: a folder, a name in labState.ts, and an entry here; toolFor.ts
 * decides which files it opens.
 */
export interface ToolEntry {
  readonly title: string;
  readonly Content: FunctionComponent<ToolProps>;
}

/** In the order of their buttons. */
export const tools: Readonly<Record<ToolName, ToolEntry>> = {
  data: {
    title: 'Own data',
    Content: lazily(async () => (await import('../data/DataTool.tsx')).DataTool),
  },
  saved: {
    title: 'Saved runs',
    Content: lazily(async () => (await import('../saved/SavedTool.tsx')).SavedTool),
  },
  imported: {
    title: 'Logs from elsewhere',
    Content: lazily(async () => (await import('../imported/ImportedTool.tsx')).ImportedTool),
  },
  export: {
    title: 'Share, export',
    Content: lazily(async () => (await import('../export/ExportTool.tsx')).ExportTool),
  },
};

const names = Object.keys(tools) as ToolName[];

export { names as TOOL_NAMES };
