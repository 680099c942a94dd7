import { useState } from 'preact/hooks';
import type { ReadColumns } from '../rows/tableMessages.ts';
import { Select } from '../ui/Select.tsx';
import type { DataFormProps } from './dataForm.ts';
import { likelyTarget } from './likelyTarget.ts';
import { TrainOn } from './TrainOn.tsx';
import { trainOnRows } from './trainOnRows.ts';

export interface FileChoiceProps extends DataFormProps {
  readonly file: string;
  readonly read: ReadColumns;
}

type Task = 'auto' | 'classification' | 'regression';
type Missing = 'refuse' | 'drop' | 'mean';

/** The choice of no column: no column has this name, since names are not empty. */
const NONE = '';

/** Chooses the column to predict and the columns to predict it from. */
export function FileChoice({ lab, reader, file, read }: FileChoiceProps) {
  const { columns, header } = read;
  const [target, setTarget] = useState(() => likelyTarget(columns));
  const [chosen, setChosen] = useState(
    () => new Set(columns.filter(({ hasNumbers }) => hasNumbers).map(({ name }) => name)),
  );
  const [task, setTask] = useState<Task>('auto');
  const [missing, setMissing] = useState<Missing>('refuse');
  const [standardize, setStandardize] = useState(true);
  const [targetsToo, setTargetsToo] = useState(true);
  const [test, setTest] = useState<number | string>(0);
  const [trouble, setTrouble] = useState('');
  const [sequence, setSequence] = useState(NONE);
  const [time, setTime] = useState(NONE);
  const isSequences = sequence !== NONE;
  const taken = [target, ...(isSequences ? [sequence, time] : [])];
  const others = columns.filter(({ name }) => !taken.includes(name));
  const toggle = (name: string) => {
    const changed = new Set(chosen);
    if (!changed.delete(name)) changed.add(name);
    setChosen(changed);
  };
  const train = async () => {
    const used = others.filter(({ name }) => chosen.has(name));
    const features = used.map(({ name }) => name);
    const all = features.length === others.length && features.length > 0;
    const data = {
      kind: 'table' as const,
      file,
      ...(header === false && { header }),
      target,
      ...(isSequences && { sequence, time: time === NONE ? undefined : time }),
      features: all ? ('all' as const) : features,
      ...(missing !== 'refuse' && { missing }),
      ...(used.some(({ hasNumbers }) => !hasNumbers) && { categorical: 'onehot' as const }),
    };
    setTrouble(
      await trainOnRows(lab, reader, {
        ...data,
        task,
        standardize,
        standardizeTargets: task === 'regression' && targetsToo,
        test: test as number,
      }),
    );
  };
  return (
    <>
      <Select
        label="Predict"
        value={target}
        options={columns.map(({ name }) => [name, name] as const)}
        onChange={setTarget}
      />
      <Select
        label="As"
        value={task}
        options={[
          ['auto', 'Classes if they are text or whole numbers'],
          ['classification', 'Classes'],
          ['regression', 'Values'],
        ]}
        onChange={setTask}
      />
      <Select
        label="Rows that lack a value"
        value={missing}
        options={[
          ['refuse', 'Say so, and do not train'],
          ['drop', 'Leave them out'],
          ['mean', 'Take the mean of the column'],
        ]}
        onChange={setMissing}
      />
      <Select
        label="Sequence of a row"
        value={sequence}
        options={[[NONE, 'None: each row is a sample'], ...columns.map(({ name }) => [name, name] as const)]}
        onChange={setSequence}
      />
      {isSequences && (
        <Select
          label="Its time"
          value={time}
          options={[[NONE, 'Choose a column'], ...columns.map(({ name }) => [name, name] as const)]}
          onChange={setTime}
        />
      )}
      <fieldset class="columns">
        <legend>From these columns</legend>
        {others.map(({ name, note }) => (
          <label key={name} class="check">
            <input type="checkbox" checked={chosen.has(name)} onChange={() => toggle(name)} />
            <span>
              {name} {note && <span class="muted">({note})</span>}
            </span>
          </label>
        ))}
      </fieldset>
      <label class="check">
        <input
          type="checkbox"
          checked={standardize}
          onChange={({ currentTarget }) => setStandardize(currentTarget.checked)}
        />
        Bring each column to mean 0 and standard deviation 1
      </label>
      {task === 'regression' && (
        <label class="check">
          <input
            type="checkbox"
            checked={targetsToo}
            onChange={({ currentTarget }) => setTargetsToo(currentTarget.checked)}
          />
          The values to predict, too
        </label>
      )}
      <TrainOn test={test} onTest={setTest} trouble={trouble} label="Train on it" onTrain={train}>
        <p class="hint">
          A column of text becomes one column for each of its values. The networks stay as they are. A link
          does not carry the rows of a file.
        </p>
      </TrainOn>
    </>
  );
}
