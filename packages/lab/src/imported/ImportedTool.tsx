import { useEffect, useId, useMemo, useState } from 'preact/hooks';
import { pathOf } from '../lab/tools/listenForFiles.ts';
import type { ToolProps } from '../lab/tools/tool.ts';
import { Disclosure } from '../ui/Disclosure.tsx';
import { Text } from '../ui/Text.tsx';
import type { DiagnosedLog } from './importMessages.ts';
import { LogReader } from './logReader.ts';
import { RunPages } from './RunPages.tsx';
import './imported.css';

const ACCEPTED = '.jsonl,.ndjson,.csv,.tsv,.npz,.safetensors,.tfevents';

interface Read {
  readonly logs: readonly DiagnosedLog[];
  readonly notes: readonly string[];
}

/** Runs that another program made: their logs read, drawn and diagnosed here. */
export function ImportedTool({ lab, files }: ToolProps) {
  const reader = useMemo(() => new LogReader(), []);
  useEffect(() => () => reader.close(), [reader]);
  const [chosen, setChosen] = useState(files);
  const [rules, setRules] = useState('');
  const [layers, setLayers] = useState('');
  const [read, setRead] = useState<Read>();
  const [state, setState] = useState('');
  const [trouble, setTrouble] = useState('');
  useEffect(() => setChosen(files), [files]);
  useEffect(() => {
    if (chosen.length === 0) return;
    let isLatest = true;
    setState(`Reading ${chosen.length === 1 ? chosen[0]!.name : `${chosen.length} files`}.`);
    setTrouble('');
    const question = {
      files: byName(chosen).map(file => ({ path: pathOf(file), file })),
      rules: words(rules, /\s+/),
      layers: layers.trim() === '' ? undefined : words(layers, ','),
    };
    reader.ask(question).then(
      answer => {
        if (!isLatest) return;
        setRead(answer);
        setState(`${answer.logs.length} run${answer.logs.length === 1 ? '' : 's'} read.`);
      },
      (error: Error) => {
        if (!isLatest) return;
        setRead(undefined);
        setState('');
        setTrouble(error.message);
      },
    );
    return () => {
      isLatest = false;
    };
  }, [chosen, rules, layers, reader]);
  return (
    <>
      <section>
        <FileInputs onChoose={setChosen} />
        <Disclosure title="How tags are read">
          <Text
            label="What other tags mean"
            value={rules}
            onCommit={setRules}
            hint="Rules between spaces, as gnorm/(.+)=grad_l2:$1 or cost=loss"
          />
          <Text
            label="Layers, from the input on"
            value={layers}
            onCommit={setLayers}
            hint="Names with commas; others are left out. Empty: the order that the names tell"
          />
        </Disclosure>
        <p role="status">{state}</p>
        {trouble && (
          <p class="complaints" role="alert">
            {trouble}
          </p>
        )}
        {read?.notes.map(note => (
          <p key={note} class="hint">
            {note}
          </p>
        ))}
      </section>
      {read && <RunPages lab={lab} logs={read.logs} />}
    </>
  );
}

function FileInputs({ onChoose }: { readonly onChoose: (files: readonly File[]) => void }) {
  const [fileId, folderId] = [useId(), useId()];
  const choose = ({ currentTarget }: { currentTarget: HTMLInputElement }) => {
    const files = [...(currentTarget.files ?? [])];
    if (files.length > 0) onChoose(files);
  };
  return (
    <div class="drop imported-choice">
      <label for={fileId}>Drop logs or a folder of them anywhere on the page, or choose files:</label>
      <input id={fileId} type="file" multiple accept={ACCEPTED} onChange={choose} />
      <label for={folderId}>or a folder:</label>
      <input
        id={folderId}
        type="file"
        ref={input => input?.setAttribute('webkitdirectory', '')}
        onChange={choose}
      />
      <p class="hint">
        TensorBoard’s event files, JSON lines, CSV, npz or safetensors of PyTorch, Keras, TensorFlow.js and
        others. They stay on this machine. Of a log that grows, drop it again for more.
      </p>
    </div>
  );
}

/** Step 9 before step 10. */
function byName(files: readonly File[]): File[] {
  return [...files].sort((a, b) => pathOf(a).localeCompare(pathOf(b), 'en', { numeric: true }));
}

function words(text: string, separator: RegExp | string): string[] {
  return text
    .split(separator)
    .map(word => word.trim())
    .filter(word => word !== '');
}
