import type { ToolName } from '../state/labState.ts';

/**
 * The tool for dropped files: the first that knows one of them by name. For a table it is the tool that fits
 * the columns, or the open one if that reads tables. Otherwise it is the own-data tool, which reports faults.
 */
export async function toolFor(files: readonly File[], open: ToolName | undefined): Promise<ToolName> {
  const { isLog } = await import('./isLog.ts');
  for (const file of files) if (await isLog(file, open === 'imported')) return 'imported';
  return 'data';
}
