import type { LabState } from '../state/labState.ts';
import { Button } from './Button.tsx';

/** Lists the parts of the page's address that could not be read. */
export function Complaints({ lab }: { readonly lab: Pick<LabState, 'complaints' | 'dismissComplaints'> }) {
  const complaints = lab.complaints.value;
  if (complaints.length === 0) return null;
  return (
    <div class="complaints" role="alert">
      <ul>
        {complaints.map(complaint => (
          <li key={complaint}>{complaint}</li>
        ))}
      </ul>
      <Button kind="quiet" onClick={() => lab.dismissComplaints()}>
        Dismiss
      </Button>
    </div>
  );
}
