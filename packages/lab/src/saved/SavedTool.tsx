import { countText } from 'gradscope';
import { useEffect, useState } from 'preact/hooks';
import type { LabState } from '../state/labState.ts';
import { Button } from '../ui/Button.tsx';
import { Text } from '../ui/Text.tsx';
import type { ToolProps } from '../ui/tool.ts';
import { presentRuns } from './presentRuns.ts';
import { listSaved, load, remove, rename, type SavedEntry, save } from './savedRuns.ts';

/** Lists the runs saved in this browser, to rename, delete, open, or draw beside the present ones. */
export function SavedTool({ lab }: ToolProps) {
  const [entries, setEntries] = useState<readonly SavedEntry[]>([]);
  const [name, setName] = useState('');
  const [state, setState] = useState('');
  const [trouble, setTrouble] = useState('');
  const attempt = async (work: () => Promise<string>) => {
    try {
      setState(await work());
      setTrouble('');
      setEntries(await listSaved());
    } catch (error) {
      setTrouble((error as Error).message);
    }
  };
  useEffect(() => {
    attempt(async () => '');
  }, []);
  const saveNow = () =>
    attempt(async () => {
      const step = lab.session.step.value;
      const given = name.trim() || `Step ${countText(step)}`;
      await save(await presentRuns(lab, given, Date.now()));
      setName('');
      return `Saved as “${given}”.`;
    });
  return (
    <>
      <section>
        <h3>Save the present runs</h3>
        <Text label="Name" value={name} onCommit={setName} />
        <div class="button-row">
          <Button kind="main" onClick={saveNow}>
            Save
          </Button>
          <p class="hint">Experiment, histories, parameters and own data are kept in this browser.</p>
        </div>
        <p role="status">{state}</p>
        {trouble && (
          <p class="complaints" role="alert">
            {trouble}
          </p>
        )}
      </section>
      <section>
        <h3>Saved before</h3>
        {entries.length === 0 && <p class="hint">Nothing yet.</p>}
        <ul class="saved">
          {entries.map(entry => (
            <Entry key={entry.id} lab={lab} entry={entry} attempt={attempt} />
          ))}
        </ul>
      </section>
    </>
  );
}

interface EntryProps {
  readonly lab: LabState;
  readonly entry: SavedEntry;
  readonly attempt: (work: () => Promise<string>) => Promise<void>;
}

function Entry({ lab, entry, attempt }: EntryProps) {
  const { name, networks, step, savedAt } = entry;
  const compare = () =>
    attempt(async () => {
      const { runs } = await load(entry);
      lab.compared.value = runs.map(run => ({ ...run, name: `${name}: ${run.name}` }));
      lab.tool.value = undefined;
      return '';
    });
  const open = () =>
    attempt(async () => {
      const { timeline, table, points } = await load(entry);
      if (table) lab.trainOn(timeline, table, points);
      else lab.restart(timeline);
      lab.session.goTo(step);
      lab.tool.value = undefined;
      return '';
    });
  const renameTo = (text: string) =>
    attempt(async () => {
      const given = text.trim() || name;
      await rename(entry, given);
      return `Renamed to “${given}”.`;
    });
  const forget = () =>
    attempt(async () => {
      await remove(entry);
      return `Deleted “${name}”.`;
    });
  return (
    <li>
      <Text label="Name" value={name} onCommit={renameTo} />
      <p class="hint">
        {networks.join(', ')} at step {countText(step)}, {new Date(savedAt).toLocaleString('en')}
      </p>
      <div class="button-row">
        <Button onClick={compare} label={`Compare with ${name}`}>
          Compare
        </Button>
        <Button onClick={open} label={`Open ${name}`}>
          Open
        </Button>
        <Button onClick={forget} label={`Delete ${name}`}>
          Delete
        </Button>
      </div>
    </li>
  );
}
