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
  export: {
    title: 'Share, export',
    Content: lazily(async () => (await import('../../export/ExportTool.tsx')).ExportTool),
  },
};

const names = Object.keys(tools) as ToolName[];

/** The tool that opens what was dropped: the first that knows all of it by name, or else own data, which says what is wrong with it. */
export function toolFor(files: readonly File[]): ToolName {
  return names.find(name => files.every(file => tools[name].opens?.test(file.name))) ?? 'data';
}

export { names as TOOL_NAMES };
