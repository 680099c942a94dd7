import { ledgerKind, ledgerWaterfall, recordedAny } from '@gradscope/figures';
import type { NetworkRun } from '../session/networkRun.ts';
import { EachRun } from './EachRun.tsx';
import { RunFigure } from './RunFigure.tsx';
import { recordedStep } from './recordedStep.ts';
import type { SessionViewProps } from './view.ts';

export interface LedgerViewProps extends SessionViewProps {
  /** True if the figures of all networks share one range. */
  readonly shared?: boolean;
}

/** Shows where the signal is lost at the networks' present step, part by part. */
export function LedgerView({ lab, shared = false }: LedgerViewProps) {
  const others = (run: NetworkRun) =>
    shared ? lab.session.runs.value.filter(other => other !== run && hasLedger(other)) : [];
  return <EachRun session={lab.session}>{run => <Ledger run={run} beside={others(run)} />}</EachRun>;
}

const hasLedger = ({ name, history }: NetworkRun): boolean =>
  recordedAny({ name, history: history.value }, ledgerKind.series);

function Ledger({ run, beside }: { readonly run: NetworkRun; readonly beside: readonly NetworkRun[] }) {
  const step = recordedStep(run.history.value, run.state.value.step);
  // A network that is behind has not recorded this step yet; it counts once it has.
  const others = beside.filter(
    ({ history }) => step === undefined || recordedStep(history.value, step) === step,
  );
  return (
    <RunFigure
      run={run}
      kind={ledgerKind}
      choices={[step, ...others.map(({ history }) => history.value)]}
      draw={(drawn, options) =>
        ledgerWaterfall(drawn, {
          ...options,
          ...(step !== undefined && { step }),
          beside: others.map(other => other.asRun()!),
        })
      }
    />
  );
}
