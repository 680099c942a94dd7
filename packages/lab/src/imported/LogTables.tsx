import type { ImportedLog } from '@gradscope/formats';
import { countText } from 'gradscope';

/** More tags than this are counted only. */
const MOST_TAGS = 500;

/** The log's names for the numbered layers of the figures, and how its tags were used. */
export function LogTables({ log: { run, tags } }: { readonly log: ImportedLog }) {
  const layers = run.layers.map(({ name, fanIn, fanOut, size }, l) => [
    String(l + 1),
    name,
    fanIn === null || fanOut === null ? '' : `${fanIn} → ${fanOut}`,
    size === null ? '' : countText(size),
  ]);
  const uses = tags.slice(0, MOST_TAGS).map(({ tag, use, as, points }) => [tag, use, as, countText(points)]);
  return (
    <>
      {layers.length > 0 && (
        <Table label="Layers" head={['layer', 'in the log', 'shape', 'weights']} rows={layers} />
      )}
      <Table label="Tags" head={['tag', 'use', 'as', 'points']} rows={uses} />
      {tags.length > MOST_TAGS && (
        <p class="hint">
          The first {MOST_TAGS} of {countText(tags.length)} tags.
        </p>
      )}
    </>
  );
}

interface TableProps {
  readonly label: string;
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** A table that scrolls if it does not fit. */
function Table({ label, head, rows }: TableProps) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by keyboard
    <section class="imported-table" tabIndex={0} aria-label={label}>
      <table>
        <thead>
          <tr>
            {head.map(cell => (
              <th key={cell} scope="col">
                {cell}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(([name, ...cells]) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              {cells.map((cell, i) => (
                <td key={head[i + 1]}>{cell}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
