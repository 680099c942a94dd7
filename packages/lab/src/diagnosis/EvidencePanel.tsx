import { diagnosisFigure, type FigureOptions } from '@gradscope/figures';
import { countedText, describeVerdict } from 'gradscope';
import { useMemo } from 'preact/hooks';
import type { LabState } from '../state/labState.ts';
import { Button } from '../ui/Button.tsx';
import { Figure } from '../ui/Figure.tsx';
import { applyRemedy } from './applyRemedy.ts';
import type { DiagnosisState } from './diagnosisState.ts';
import { type Finding, newsOf, progressText, stageText } from './finding.ts';
import { RemedyList } from './RemedyList.tsx';

export interface EvidencePanelProps {
  readonly lab: LabState;
  readonly state: DiagnosisState;
  /** Index of the network. */
  readonly index: number;
  /** Called when the panel should close. */
  readonly onDone: () => void;
}

/** The evidence of a verdict, and the remedies. */
export function EvidencePanel({ lab, state, index, onDone }: EvidencePanelProps) {
  const finding = state.findings.value[index];
  const verdict = finding?.verdict;
  const draw = useMemo(() => {
    if (!verdict || verdict.evidence.signal.length === 0) return undefined;
    return (options: FigureOptions) => diagnosisFigure(verdict, options);
  }, [verdict]);
  if (!finding) return null;
  const { steps } = lab.experiment.value.training;
  const { text: news } = newsOf(finding, steps);
  if (!verdict) {
    return (
      <section>
        <p>{`${finding.name}: ${finding.trouble || news}.`}</p>
      </section>
    );
  }
  const { proof } = finding;
  // The findings of the search are part of the text if they are based on the same steps.
  const shown = proof.verdict?.steps === verdict.steps ? proof.verdict : verdict;
  const [outcome, ...details] = describeVerdict(shown);
  return (
    <>
      <section class="verdict">
        <p>
          <strong>
            {finding.name}: {news}.
          </strong>
        </p>
        <p>{outcome}</p>
        {details.length > 0 && (
          <ul>
            {details.map(text => (
              <li key={text}>{text}</li>
            ))}
          </ul>
        )}
        <p class="hint">
          Everything after the first line is based on the first {countedText(verdict.steps, 'step')} of this
          experiment and on networks of its widths that train.
        </p>
        {finding.trouble && (
          <p class="error" role="alert">
            {finding.trouble}
          </p>
        )}
      </section>
      {draw && (
        <section>
          <Figure draw={draw} />
        </section>
      )}
      {!verdict.healthy && (
        <section>
          <h3>What fixes it</h3>
          <Search finding={finding} state={state} />
          {proof.verdict && proof.verdict.remedies.length > 0 && (
            <p class="hint">
              Apply trains the experiment as it was proven, to the same bits; the present {finding.name} stays
              for comparison.
            </p>
          )}
          <RemedyList
            remedies={proof.verdict?.remedies ?? []}
            onApply={remedy => {
              onDone();
              applyRemedy(lab, index, remedy);
            }}
          />
        </section>
      )}
    </>
  );
}

/** The search for remedies: starts and stops it. */
function Search({ finding, state }: { readonly finding: Finding; readonly state: DiagnosisState }) {
  const { index, proof } = finding;
  if (proof.state === 'running') {
    return (
      <div class="button-row">
        <Button onClick={() => state.stopProving(index)}>Stop</Button>
        <p>{proof.progress ? `${progressText(proof.progress)} …` : 'Starting …'}</p>
        <p class="visually-hidden" role="status">
          {proof.progress && stageText(proof.progress)}
        </p>
      </div>
    );
  }
  if (proof.state === 'done') {
    const { remedies, steps } = proof.verdict!;
    const proven = remedies.filter(remedy => remedy.proven).length;
    return (
      <p role="status">
        {proven > 0
          ? `${proven} of ${remedies.length} changes are proven, in ${steps} steps.`
          : 'No change is proven to fix it.'}
      </p>
    );
  }
  return (
    <div class="button-row">
      <Button kind="main" onClick={() => state.prove(index)}>
        Try remedies
      </Button>
      <p class="hint">
        {proof.state === 'stopped' ? 'Stopped. ' : ''}Single changes are run from the same seed, the best with
        five more; if none is proven, pairs of them. The page stays free.
      </p>
    </div>
  );
}
