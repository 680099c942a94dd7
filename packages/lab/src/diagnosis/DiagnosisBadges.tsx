import { useEffect, useMemo, useState } from 'preact/hooks';
import type { LabState } from '../state/labState.ts';
import { Dialog } from '../ui/Dialog.tsx';
import { lazily } from '../ui/Lazy.tsx';
import { LiveRegion } from '../ui/LiveRegion.tsx';
import { networkColor } from '../ui/networkColors.ts';
import './diagnosis.css';
import { DiagnosisState } from './diagnosisState.ts';
import { type Finding, type Health, newsOf } from './finding.ts';

const Evidence = lazily(async () => (await import('./EvidencePanel.tsx')).EvidencePanel);

const MARKS: Readonly<Record<Health, string>> = { unknown: '…', healthy: '✓', ill: '!' };

/**
 * A badge for each network that says whether it trains, updated during training; a click opens the reasons
 * and remedies.
 */
export function DiagnosisBadges({ lab }: { readonly lab: LabState }) {
  const state = useMemo(() => new DiagnosisState(lab), [lab]);
  useEffect(() => () => state.close(), [state]);
  const [opened, open] = useState<number | undefined>(undefined);
  const findings = state.findings.value;
  const { steps } = lab.experiment.value.training;
  const shown = opened === undefined ? undefined : findings[opened];
  const known = findings.flatMap(finding => {
    const { health, text } = newsOf(finding, steps);
    return health === 'unknown' ? [] : [`${finding.name}: ${text}.`];
  });
  return (
    <section class="badges" aria-label="Diagnosis">
      <ul>
        {findings.map(finding => (
          <li key={finding.index}>
            <Badge finding={finding} steps={steps} onClick={() => open(finding.index)} />
          </li>
        ))}
      </ul>
      <LiveRegion text={known.join(' ')} />
      {shown && (
        <Dialog title={`Diagnosis of ${shown.name}`} onClose={() => open(undefined)}>
          <Evidence lab={lab} state={state} index={shown.index} onDone={() => open(undefined)} />
        </Dialog>
      )}
    </section>
  );
}

interface BadgeProps {
  readonly finding: Finding;
  readonly steps: number;
  readonly onClick: () => void;
}

function Badge({ finding, steps, onClick }: BadgeProps) {
  const { health, text } = newsOf(finding, steps);
  return (
    <button
      type="button"
      class={`badge badge-${health}`}
      data-testid={`badge-${finding.name}`}
      aria-haspopup="dialog"
      onClick={onClick}
    >
      <span class="dot" style={{ background: networkColor(finding.index) }} />
      <strong>{finding.name}</strong>{' '}
      <span class="mark" aria-hidden="true">
        {MARKS[health]}
      </span>{' '}
      {text}
    </button>
  );
}
