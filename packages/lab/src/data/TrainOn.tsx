import type { ComponentChildren } from 'preact';
import { Button } from '../ui/Button.tsx';
import { NumberField } from '../ui/NumberField.tsx';

export interface TrainOnProps {
  /** The share held out, or text that is not a number; the check of the experiment reports that. */
  readonly test: number | string;
  readonly onTest: (test: number | string) => void;
  /** Why the data could not be trained on; empty if they can. */
  readonly trouble: string;
  readonly label: string;
  readonly onTrain: () => void;
  /** Beside the button. */
  readonly children?: ComponentChildren;
}

/** The end of a form for own data: the share held out, the faults, and the button that trains on them. */
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
