import type { ComponentChildren } from 'preact';
import { Button } from '../ui/Button.tsx';
import { NumberField } from '../ui/NumberField.tsx';

export interface TrainOnProps {
  /** The share held out, or the text that is no number; who checks the experiment says so. */
  readonly test: number | string;
  readonly onTest: (test: number | string) => void;
  /** Why the data could not be trained on; empty if they can. */
  readonly trouble: string;
  readonly label: string;
  readonly onTrain: () => void;
  /** Beside the button. */
  readonly children?: ComponentChildren;
}

/** The end of a form for data of one's own: the share held out, what is wrong, and the button that trains on them. */
export function TrainOn({ test, onTest, trouble, label, onTrain, children }: TrainOnProps) {
  return (
    <>
      <NumberField label="Held out (share)" value={test as number} onCommit={onTest} />
      {trouble && (
        <p class="complaints" role="alert">
          {trouble}
        </p>
      )}
      <div class="button-row">
        <Button kind="main" onClick={onTrain}>
          {label}
        </Button>
        {children}
      </div>
    </>
  );
}
