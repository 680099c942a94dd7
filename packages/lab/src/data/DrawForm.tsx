import { countedText } from 'gradscope';
import { useState } from 'preact/hooks';
import { drawnColor } from '../rows/drawnColor.ts';
import { DRAWN_CLASSES, DRAWN_FILE, type DrawnPoint, drawnTable, MOST_LINKED } from '../rows/drawnPoints.ts';
import { Button } from '../ui/Button.tsx';
import { DrawingPlane } from './DrawingPlane.tsx';
import type { DataFormProps } from './dataForm.ts';
import { TrainOn } from './TrainOn.tsx';
import { trainOnRows } from './trainOnRows.ts';

const CLASSES = Array.from({ length: DRAWN_CLASSES }, (_, label) => label);

/** Points of several classes, drawn with the mouse, a finger or the keyboard. */
export function DrawForm({ lab, reader }: DataFormProps) {
  const [points, setPoints] = useState<readonly DrawnPoint[]>(lab.url.peek().points);
  const [label, setLabel] = useState(0);
  const [test, setTest] = useState<number | string>(0);
  const [trouble, setTrouble] = useState('');
  const undo = () => setPoints(points.slice(0, -1));
  const train = async () => {
    const choice = {
      kind: 'table' as const,
      file: DRAWN_FILE,
      target: 'class',
      features: ['x', 'y'],
      task: 'classification' as const,
      standardize: false,
      standardizeTargets: false,
      test: test as number,
    };
    const present = new Set(points.map(point => point.label)).size;
    if (present < 2) setTrouble(`points: expected at least two classes, got ${present || 'none'}`);
    else setTrouble(await trainOnRows(lab, reader, choice, { table: drawnTable(points), points }));
  };
  return (
    <section>
      <fieldset class="classes">
        <legend>Class of the next points</legend>
        {CLASSES.map(k => (
          <label key={k} class="check">
            <input type="radio" name="class" checked={k === label} onChange={() => setLabel(k)} />
            <span class="dot" style={{ background: drawnColor(k) }} /> {k + 1}
          </label>
        ))}
      </fieldset>
      <DrawingPlane
        points={points}
        label={label}
        onAdd={point => setPoints(before => [...before, point])}
        onUndo={undo}
        onLabel={setLabel}
      />
      <p role="status" class="hint">
        {countText(points)}
      </p>
      <div class="button-row">
        <Button disabled={points.length === 0} onClick={undo}>
          Undo
        </Button>
        <Button disabled={points.length === 0} onClick={() => setPoints([])}>
          Clear
        </Button>
      </div>
      <TrainOn test={test} onTest={setTest} trouble={trouble} label="Train on them" onTrain={train} />
    </section>
  );
}

function countText({ length }: readonly DrawnPoint[]): string {
  const count = `${countedText(length, 'point')}.`;
  if (length <= MOST_LINKED) return `${count} A link carries up to ${MOST_LINKED}.`;
  return `${count} These are more than the ${MOST_LINKED} that a link carries: export data.csv to keep them.`;
}
