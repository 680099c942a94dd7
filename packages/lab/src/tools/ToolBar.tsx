import type { LabState } from '../state/labState.ts';
import { Button } from '../ui/Button.tsx';
import { TOOL_NAMES, tools } from './toolList.ts';

/** The tools for the whole page. */
export function ToolBar({ lab }: { readonly lab: LabState }) {
  return (
    <div class="tools">
      {TOOL_NAMES.map(name => (
        <Button
          key={name}
          kind="quiet"
          onClick={() => {
            lab.tool.value = { name, files: [] };
          }}
        >
          {tools[name].title}
        </Button>
      ))}
    </div>
  );
}
