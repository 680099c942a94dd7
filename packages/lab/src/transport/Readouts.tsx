import { percentText, steadyText } from 'gradscope';
import { heldOutAt } from '../session/heldOutAt.ts';
import type { NetworkRun } from '../session/networkRun.ts';
import type { Session } from '../session/session.ts';
import { networkColor } from '../ui/networkColors.ts';

/**
 * Training loss and accuracy of each network at its present step, and the last evaluation on the held-out
 * rows.
 */
export function Readouts({ session }: { readonly session: Session }) {
  return (
    <ul class="readouts" aria-label="Networks">
      {session.runs.value.map(run => (
        <Readout key={run.index} run={run} />
      ))}
    </ul>
  );
}

function Readout({ run }: { readonly run: NetworkRun }) {
  const { loss, dataLoss, accuracy, step, trouble } = run.state.value;
  const test = heldOutAt(run.history.value, step);
  const constant = run.opened.value?.constantLoss;
  return (
    <li data-testid={`readout-${run.name}`}>
      <span class="dot" style={{ background: networkColor(run.index) }} />
      <span class="name">{run.name}</span>
      <Value name="training loss" id="loss" value={loss} text={trouble ? steadyText : unlessNaN} />
      {!Number.isNaN(accuracy) && (
        <Value name="training accuracy" id="accuracy" value={accuracy} text={percentText} />
      )}
      {constant && <Fit of="training" squared={dataLoss} constant={constant.training} />}
      {test && <Value name="test loss" id="test-loss" value={test.loss} text={steadyText} />}
      {test?.accuracy !== undefined && (
        <Value name="test accuracy" id="test-accuracy" value={test.accuracy} text={percentText} />
      )}
      {test && constant?.test !== undefined && <Fit of="test" squared={test.loss} constant={constant.test} />}
      {trouble && <span class="error">{trouble}</span>}
    </li>
  );
}

const unlessNaN = (value: number): string => (Number.isNaN(value) ? '' : steadyText(value));

interface ValueProps {
  readonly name: string;
  readonly id: string;
  readonly value: number;
  readonly text: (value: number) => string;
  readonly title?: string;
}

function Value({ name, id, value, text, title }: ValueProps) {
  return (
    <span class="value" title={title}>
      {name}{' '}
      <data class={id} value={String(value)}>
        {text(value)}
      </data>
    </span>
  );
}

interface FitProps {
  readonly of: 'training' | 'test';
  /** The mean squared error, and that of the best constant answer. */
  readonly squared: number;
  readonly constant: number;
}

/**
 * RMSE and R² of a regression. Empty if the error is not finite; no R² if all targets are the same.
 */
function Fit({ of, squared, constant }: FitProps) {
  if (!Number.isFinite(squared)) return null;
  return (
    <>
      <Value
        name={`${of} RMSE`}
        id={`${of}-rmse`}
        value={Math.sqrt(Math.max(0, squared))}
        text={steadyText}
        title="Root of the mean squared error, in units of the target"
      />
      {constant > 0 && (
        <Value
          name={`${of} R²`}
          id={`${of}-explained`}
          value={1 - squared / constant}
          text={steadyText}
          title="1 is perfect, 0 is the mean of the targets"
        />
      )}
    </>
  );
}
