import { useEffect } from 'preact/hooks';
import type { LabState } from '../../state/labState.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { listenForFiles } from './listenForFiles.ts';
import { toolFor, tools } from './toolList.ts';

/** The tool that is open over the page, its code fetched when it is. Files dropped anywhere open the one that takes them. */
export function ToolDialog({ lab }: { readonly lab: LabState }) {
  useEffect(
    () =>
      listenForFiles(files => {
        lab.tool.value = { name: toolFor(files, lab.tool.value?.name), files };
      }),
    [lab],
  );
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
