import { useState } from 'preact/hooks';
import type { ToolProps } from '../lab/tools/tool.ts';
import type { LabState } from '../state/labState.ts';
import { Button } from '../ui/Button.tsx';
import { CopyField } from '../ui/CopyField.tsx';
import { download } from './download.ts';
import { FigureExport } from './FigureExport.tsx';
import { type ExportFile, filesOf } from './files.ts';

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
        hint={
          lacks
            ? `It holds the experiment, but not ${lacks}: who opens it needs the file too.`
            : 'It holds the whole experiment, its seed and its forks: who opens it gets the same bits.'
        }
      />
    </section>
  );
}

function FileList({ lab }: { readonly lab: LabState }) {
  const [trouble, setTrouble] = useState('');
  const save = async ({ name, make }: ExportFile) => {
    try {
      download(name, await make());
      setTrouble('');
    } catch (error) {
      setTrouble((error as Error).message);
    }
  };
  return (
    <section>
      <h3>Numbers and programs</h3>
      <ul class="files">
        {filesOf(lab).map(file => (
          <li key={file.name}>
            <Button onClick={() => save(file)} disabled={Boolean(file.lack)} label={`Save ${file.name}`}>
              {file.name}
            </Button>
            <span>
              {file.holds}
              {file.lack && <span class="error"> {file.lack}</span>}
            </span>
          </li>
        ))}
      </ul>
      {trouble && (
        <p class="error" role="alert">
          {trouble}
        </p>
      )}
    </section>
  );
}
