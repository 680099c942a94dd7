import { useLayoutEffect } from 'preact/hooks';
import type { LabState } from '../state/labState.ts';
import { Dialog } from '../ui/Dialog.tsx';
import { haveFilesBeenHandedOver } from './handedOver.ts';
import { listenForFiles } from './listenForFiles.ts';
import { toolFor } from './toolFor.ts';
import { tools } from './toolList.ts';

/** The open tool, whose code is loaded then. Files dropped on any page open the tool that accepts them. */
export function ToolDialog({ lab }: { readonly lab: LabState }) {
  // This runs before the first paint: without a listener, a drop would leave the page.
  useLayoutEffect(() => {
    const open = async (files: readonly File[]) => {
      lab.tool.value = { name: await toolFor(files, lab.tool.value?.name), files };
    };
    const openHandedOver = async () => open(await (await import('./handOver.ts')).takeHandedOver());
    if (haveFilesBeenHandedOver())
      openHandedOver().catch(({ message }: Error) =>
        lab.complain(`dropped files: ${message}; drop them here again`),
      );
    return listenForFiles(open);
  }, [lab]);
  const tool = lab.tool.value;
  if (!tool) return null;
  const { title, Content } = tools[tool.name];
  return (
    <Dialog
      key={tool.name}
      title={title}
      onClose={() => {
        lab.tool.value = undefined;
      }}
    >
      <Content lab={lab} files={tool.files} />
    </Dialog>
  );
}
