import { importedFigures, importedMeasure } from '@gradscope/figures';
import { recordedAt } from 'gradscope';
import { useMemo, useState } from 'preact/hooks';
import type { LabState } from '../state/labState.ts';
import { Button } from '../ui/Button.tsx';
import { Disclosure } from '../ui/Disclosure.tsx';
import { Figure } from '../ui/Figure.tsx';
import { Select } from '../ui/Select.tsx';
import type { DiagnosedLog } from './importMessages.ts';
import { LogTables } from './LogTables.tsx';

interface RunPagesProps {
  readonly lab: LabState;
  readonly logs: readonly DiagnosedLog[];
}

/** The runs that were read, one at a time. */
export function RunPages({ lab, logs }: RunPagesProps) {
  const [name, setName] = useState('');
  const log = logs.find(({ run }) => run.name === name) ?? logs[0];
  return (
    <>
      {logs.length > 1 && (
        <Select
          label="Run"
          value={log.run.name}
          options={logs.map(({ run, healthy }) => [
            run.name,
            `${run.name}${healthy ? '' : ' — with a symptom'}`,
          ])}
          onChange={setName}
        />
      )}
      <RunPage key={log.run.name} lab={lab} log={log} />
    </>
  );
}

/** The verdict on one run, its figures, and the meaning of its tags. */
function RunPage({ lab, log }: { readonly lab: LabState; readonly log: DiagnosedLog }) {
  const { run, verdict, healthy } = log;
  const [outcome, ...findings] = verdict;
  const figures = useMemo(() => importedFigures(run), [run]);
  const compare = () => {
    lab.compared.value = [...lab.compared.value, recordedAt(run, importedMeasure(run) ?? 'loss')];
    lab.tool.value = undefined;
  };
  const canCompare = (importedMeasure(run) ?? run.series.loss) !== undefined;
  return (
    <>
      <section class={healthy ? 'imported-verdict' : 'imported-verdict imported-sick'}>
        <h3>{run.name}</h3>
        <p>{outcome}</p>
        <ul>
          {findings.map(finding => (
            <li key={finding}>{finding}</li>
          ))}
        </ul>
        {canCompare && (
          <div class="button-row">
            <Button onClick={compare}>Compare with the networks here</Button>
          </div>
        )}
      </section>
      {figures.map(({ name, title, draw }) => (
        <section key={name}>
          <h3>{title}</h3>
          <Figure draw={draw} />
        </section>
      ))}
      <Disclosure title="What the log holds">
        <LogTables log={log} />
      </Disclosure>
    </>
  );
}
