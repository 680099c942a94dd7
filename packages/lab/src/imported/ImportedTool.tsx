import { logNames } from '@gradscope/formats';
import { countedText } from 'gradscope';
import { useEffect, useId, useMemo, useState } from 'preact/hooks';
import { canLookAgain } from '../files/chosenFiles.ts';
import { canPick, pickFiles } from '../files/pickFiles.ts';
import { Disclosure } from '../ui/Disclosure.tsx';
import { Text } from '../ui/Text.tsx';
import type { ToolProps } from '../ui/tool.ts';
import { followLogs } from './followLogs.ts';
import { LogReader, type ReadLogs } from './logReader.ts';
import { RunPages } from './RunPages.tsx';
import './imported.css';

/** Runs that another program made: their logs read, drawn and diagnosed here. */
export function ImportedTool({ lab, files }: ToolProps) {
  const reader = useMemo(() => new LogReader(), []);
  useEffect(() => () => reader.close(), [reader]);
  const [chosen, setChosen] = useState(files);
  const [rules, setRules] = useState('');
  const [layers, setLayers] = useState('');
  const [read, setRead] = useState<ReadLogs>();
  const [state, setState] = useState('');
  const [trouble, setTrouble] = useState('');
  useEffect(() => setChosen(files), [files]);
  useEffect(() => {
    if (chosen.length === 0) return;
    setState(`Reading ${chosen.length === 1 ? chosen[0].name : `${chosen.length} files`}.`);
    setTrouble('');
    let hasRead = false;
    const reading = {
      rules: words(rules, /\s+/),
      layers: layers.trim() === '' ? undefined : words(layers, ','),
    };
    return followLogs(reader, chosen, reading, {
      onRead: answer => {
        hasRead = true;
        setRead(answer);
        setTrouble('');
        setState(stateText(answer.logs.length, canLookAgain(chosen)));
      },
      onTrouble: message => {
        if (!hasRead) setRead(undefined);
        setState('');
        setTrouble(message);
      },
    });
  }, [chosen, rules, layers, reader]);
  return (
    <>
      <section>
        <FileInputs onChoose={setChosen} onTrouble={setTrouble} />
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
            hint="Names separated by commas; others are left out. Empty: the order of the names"
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

interface FileInputsProps {
  readonly onChoose: (files: readonly File[]) => void;
  readonly onTrouble: (message: string) => void;
}

function FileInputs({ onChoose, onTrouble }: FileInputsProps) {
  const [fileId, folderId] = [useId(), useId()];
  const choose = (files: readonly File[]) => {
    if (files.length > 0) onChoose(files);
  };
  const take = ({ currentTarget }: { currentTarget: HTMLInputElement }) =>
    choose([...(currentTarget.files ?? [])]);
  /** In place of the input's own dialog, whose files cannot be looked at again. */
  const pick = (what: 'files' | 'folder') => (event: Event) => {
    if (!canPick) return;
    event.preventDefault();
    pickFiles(what).then(choose, (error: Error) => onTrouble(error.message));
  };
  return (
    <div class="drop imported-choice">
      <label for={fileId}>Drop logs or a folder of them anywhere on the page, or choose files:</label>
      <input id={fileId} type="file" multiple onClick={pick('files')} onChange={take} />
      <label for={folderId}>or a folder:</label>
      <input
        id={folderId}
        type="file"
        ref={input => input?.setAttribute('webkitdirectory', '')}
        onClick={pick('folder')}
        onChange={take}
      />
      <p class="hint">
        {logNames()}: of PyTorch, Keras, TensorFlow.js, TensorBoard and others. They stay on this machine.
      </p>
    </div>
  );
}

function stateText(runs: number, isFollowed: boolean): string {
  const more = isFollowed
    ? 'New lines of the log are read as they come.'
    : 'This browser cannot read the file again: if it grows, drop or choose it again.';
  return `${countedText(runs, 'run')} read. ${more}`;
}

function words(text: string, separator: RegExp | string): string[] {
  return text
    .split(separator)
    .map(word => word.trim())
    .filter(word => word !== '');
}
