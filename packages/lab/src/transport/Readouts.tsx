import {
  type Experiment,
  isRegression,
  lossOf,
  lossText,
  lossUnit,
  percentText,
  steadyText,
} from 'gradscope';
import { heldOutAt } from '../session/heldOutAt.ts';
import type { NetworkRun } from '../session/networkRun.ts';
import type { Session } from '../session/session.ts';
import { lastOf } from '../session/timeline.ts';
import { networkColor } from '../ui/networkColors.ts';

/**
 * Training loss and accuracy of each network at its present step, and the last evaluation on the held-out
 * rows.
 */
export function Readouts({ session }: { readonly session: Session }) {
  const timeline = session.timeline.value;
  return (
    <ul class="readouts" aria-label="Networks">
      {session.runs.value.map(run => (
        <Readout key={run.index} run={run} experiment={timeline && lastOf(timeline)} />
      ))}
    </ul>
  );
}

interface ReadoutProps {
  readonly run: NetworkRun;
  readonly experiment: Experiment | undefined;
}

function Readout({ run, experiment }: ReadoutProps) {
  const { loss, dataLoss, accuracy, step, trouble } = run.state.value;
  const test = heldOutAt(run.history.value, step);
  const constant = run.opened.value?.constantLoss;
  const ofLoss = experiment && lossFacts(experiment, run);
  return (
    <li data-testid={`readout-${run.name}`}>
      <span class="dot" style={{ background: networkColor(run.index) }} />
      <span class="name">{run.name}</span>
      <Value
        name="training loss"
        id="loss"
        value={loss}
        text={trouble ? steadyText : unlessNaN}
        unit={ofLoss?.unit}
        title={ofLoss?.training}
      />
      {!Number.isNaN(accuracy) && (
        <Value name="training accuracy" id="accuracy" value={accuracy} text={percentText} />
      )}
      {constant && <Fit of="training" squared={dataLoss} constant={constant.training} />}
      {test && (
        <Value
          name="test loss"
          id="test-loss"
          value={test.loss}
          text={steadyText}
          unit={ofLoss?.unit}
          title={ofLoss?.test}
        />
      )}
      {test?.accuracy !== undefined && (
        <Value name="test accuracy" id="test-accuracy" value={test.accuracy} text={percentText} />
      )}
      {test && constant?.test !== undefined && <Fit of="test" squared={test.loss} constant={constant.test} />}
      {trouble && <span class="error">{trouble}</span>}
    </li>
  );
}

/** What the losses are, and their unit; undefined until the data is made. */
function lossFacts(experiment: Experiment, run: NetworkRun) {
  const data = run.opened.value?.data;
  if (!data) return undefined;
  const loss = lossOf(experiment, data);
  const text = lossText(loss, isRegression(data));
  const test = text[0].toUpperCase() + text.slice(1);
  const training = experiment.training.l2 === 0 ? test : `${test}; with the l2 term`;
  return { unit: lossUnit(loss), training, test };
}

const unlessNaN = (value: number): string => (Number.isNaN(value) ? '' : steadyText(value));

interface ValueProps {
  readonly name: string;
  readonly id: string;
  readonly value: number;
  readonly text: (value: number) => string;
  /** Written behind the value. */
  readonly unit?: string | undefined;
  readonly title?: string | undefined;
}

function Value({ name, id, value, text, unit, title }: ValueProps) {
  return (
    <span class="value" title={title}>
      {name}{' '}
      <data class={id} value={String(value)}>
        {text(value)}
      </data>
      {unit && text(value) !== '' && ` ${unit}`}
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
