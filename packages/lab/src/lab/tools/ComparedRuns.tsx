import type { LabState } from '../../state/labState.ts';
import { Button } from '../../ui/Button.tsx';

/** Which other runs the curves of loss and gradient show beside the present ones. */
export function ComparedRuns({ lab }: { readonly lab: LabState }) {
  const runs = lab.compared.value;
  if (runs.length === 0) return null;
  return (
    <div class="compared" role="status">
      <p>
        Compared with other runs, in the curves of loss and gradient:{' '}
        {runs.map(({ name }) => name).join(', ')}
      </p>
      <Button
        kind="quiet"
        onClick={() => {
          lab.compared.value = [];
        }}
      >
        End the comparison
      </Button>
    </div>
  );
}
