import type { LabState } from '../state/labState.ts';
import { CopyField } from '../ui/CopyField.tsx';
import type { ToolProps } from '../ui/tool.ts';
import { FigureExport } from './FigureExport.tsx';
import { FileList } from './FileList.tsx';
import { isOnlyHere } from './isOnlyHere.ts';

/** A link to the page as it stands, and all of it as files. */
export function ExportTool({ lab }: ToolProps) {
  return (
    <>
      <ShareLink lab={lab} />
      <FigureExport lab={lab} />
      <FileList lab={lab} />
    </>
  );
}

function ShareLink({ lab }: { readonly lab: LabState }) {
  // The link follows the state: both are read while this is drawn.
  void lab.url.value;
  void lab.session.step.value;
  const { address, lacks } = lab.link();
  return (
    <section>
      <h3>Share</h3>
      <CopyField
        label="Link"
        text={address}
        hint={`${
          lacks
            ? `It holds the experiment, but not ${lacks}: who opens it needs the file too.`
            : 'It holds the whole experiment, its seed and its forks: who opens it gets the same bits.'
        }${isOnlyHere() ? ' This address is of this computer alone: for others, put what follows lab.html after that of a lab they can reach.' : ''}`}
      />
    </section>
  );
}
