import { countedText, countText, percentText, type RemedyProof } from 'gradscope';
import { Button } from '../ui/Button.tsx';

export interface RemedyListProps {
  /** Proven ones first. */
  readonly remedies: readonly RemedyProof[];
  readonly onApply: (remedy: RemedyProof) => void;
}

/** The remedies that were tried, with their results, including those that failed. */
export function RemedyList({ remedies, onApply }: RemedyListProps) {
  if (remedies.length === 0) return null;
  return (
    <ul class="remedies">
      {remedies.map(remedy => (
        <li key={remedy.change.text}>
          <p>
            <strong>{remedy.change.text}</strong> <span class="muted">{resultText(remedy)}</span>
          </p>
          {remedy.trained > 0 && (
            <Button label={`Apply ${remedy.change.text}`} onClick={() => onApply(remedy)}>
              Apply
            </Button>
          )}
        </li>
      ))}
    </ul>
  );
}

/** `proven: 6 of 6 runs train (61 % to 100 %), within 14 steps`. */
function resultText({ proven, trained, runs, interval, steps }: RemedyProof): string {
  if (trained === 0) return 'does not train';
  const [low, high] = interval.map(percentText);
  const within = steps === null ? '' : `, within ${countedText(steps, 'step')}`;
  const of = `${countText(trained)} of ${countedText(runs, 'run')} train${trained === 1 ? 's' : ''} (${low} to ${high} at 95 % confidence)${within}`;
  return proven ? `proven: ${of}` : of;
}
