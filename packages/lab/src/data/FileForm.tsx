import { formatsOf } from '@gradscope/formats';
import { bytesText, countedText, listText } from 'gradscope';
import { useEffect, useId, useState } from 'preact/hooks';
import { LARGEST_FILE } from '../files/largestFile.ts';
import type { ColumnSummary, ReadColumns } from '../rows/tableMessages.ts';
import type { DataFormProps } from './dataForm.ts';
import { FileChoice } from './FileChoice.tsx';

interface Read {
  readonly file: string;
  readonly columns: ReadColumns;
}

const tableFormats = () => formatsOf('table').map(([, format]) => format);

/** A file of a table: dropped or picked, then its columns chosen. */
export function FileForm({ lab, reader, file }: DataFormProps & { readonly file?: File | undefined }) {
  const [read, setRead] = useState<Read>();
  const [state, setState] = useState('');
  const [trouble, setTrouble] = useState('');
  const id = useId();
  const open = async (chosen: File) => {
    setRead(undefined);
    setTrouble('');
    setState(`Reading ${chosen.name}.`);
    try {
      const columns = await reader.read(chosen);
      setRead({ file: chosen.name, columns });
      setState(`${chosen.name}: ${[sizeText(columns.columns), ...columns.guesses].join('; ')}.`);
    } catch (error) {
      setTrouble((error as Error).message);
      setState('');
    }
  };
  useEffect(() => {
    if (file) open(file);
  }, [file]);
  return (
    <section>
      <div class="drop">
        <label for={id}>
          Drop a{' '}
          {listText(
            tableFormats().map(({ title }) => title),
            'or',
          )}{' '}
          file anywhere on the page, or choose one:
        </label>
        <input
          id={id}
          type="file"
          accept={[...tableFormats().flatMap(({ endings }) => endings), '.gz'].join()}
          onChange={({ currentTarget }) => {
            const [chosen] = currentTarget.files ?? [];
            if (chosen) open(chosen);
          }}
        />
        <p class="hint">
          The first line of a CSV names its columns; UTF-8, at most {bytesText(LARGEST_FILE)}. The file stays
          on this machine.
        </p>
      </div>
      <p role="status">{state}</p>
      {trouble && (
        <p class="complaints" role="alert">
          {trouble}
        </p>
      )}
      {read && <FileChoice key={read.file} lab={lab} reader={reader} file={read.file} read={read.columns} />}
    </section>
  );
}

function sizeText(columns: readonly ColumnSummary[]): string {
  const rows = Math.max(...columns.map(column => column.rows));
  return `${countedText(rows, 'row')} of ${countedText(columns.length, 'column')}`;
}
