import { useEffect, useMemo, useState } from 'preact/hooks';
import type { LabState } from '../state/labState.ts';
import { Button } from '../ui/Button.tsx';
import { networkColor } from '../ui/networkColors.ts';
import { download } from './download.ts';
import { type ExportFile, type FileKind, fileGroups } from './files.ts';
import { FileWriter } from './fileWriter.ts';

/** Everything but figures as files, in groups; each is made when it is asked for. */
export function FileList({ lab }: { readonly lab: LabState }) {
  const writer = useMemo(() => new FileWriter(), []);
  useEffect(() => () => writer.close(), [writer]);
  const [state, setState] = useState('');
  const [trouble, setTrouble] = useState('');
  const save = async ({ name, order }: ExportFile) => {
    setTrouble('');
    setState(`Making ${name}.`);
    try {
      await download(name, await writer.write(await order()));
      setState(`Saved ${name}.`);
    } catch (error) {
      setState('');
      setTrouble(`${name}: ${(error as Error).message}`);
    }
  };
  return (
    <>
      {fileGroups(lab).map(({ heading, kinds }) => (
        <section key={heading}>
          <h3>{heading}</h3>
          <ul class="files">
            {kinds.map(kind => (
              <KindOfFile key={kind.title} kind={kind} onSave={save} />
            ))}
          </ul>
        </section>
      ))}
      <div class="files-state">
        <p role="status">{state}</p>
        {trouble && (
          <p class="complaints" role="alert">
            {trouble}
          </p>
        )}
      </div>
    </>
  );
}

interface KindOfFileProps {
  readonly kind: FileKind;
  readonly onSave: (file: ExportFile) => void;
}

function KindOfFile({ kind: { title, holds, files }, onSave }: KindOfFileProps) {
  const lacks = new Set(files.flatMap(({ lack }) => lack ?? []));
  return (
    <li>
      <span>
        <strong>{title}</strong> {holds}
        {[...lacks].map(lack => (
          <span key={lack} class="error">
            {' '}
            {lack}
          </span>
        ))}
      </span>
      <span class="file-buttons">
        {files.map(file => (
          <Button
            key={file.name}
            onClick={() => onSave(file)}
            disabled={Boolean(file.lack)}
            label={`Save ${file.name}`}
          >
            {file.network && <span class="dot" style={{ background: networkColor(file.network.index) }} />}{' '}
            {file.network?.name ?? file.name}
          </Button>
        ))}
      </span>
    </li>
  );
}
