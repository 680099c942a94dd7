import type { LabState } from '../state/labState.ts';
import { Button } from '../ui/Button.tsx';

/**
 * The applied change, and the other runs that the curves of loss and gradient show beside the present ones.
 */
export function ComparedRuns({ lab }: { readonly lab: LabState }) {
  const runs = lab.compared.value;
  const replaced = lab.replaced.value?.run === lab.url.value.run ? lab.replaced.value : undefined;
  if (runs.length === 0 && !replaced) return null;
  const endComparison = () => {
    lab.compared.value = [];
  };
  return (
    <div class="compared" role="status">
      {replaced && <p>Applied: {replaced.change}</p>}
      {runs.length > 0 && (
        <p>
          Compared with other runs, in the curves of loss and gradient:{' '}
          {runs.map(({ name }) => name).join(', ')}
        </p>
      )}
      <div class="button-row">
        {replaced && (
          <Button
            kind="quiet"
            onClick={() => {
              endComparison();
              lab.restart(replaced.before);
            }}
          >
            Take it back
          </Button>
        )}
        {runs.length > 0 && (
          <Button kind="quiet" onClick={endComparison}>
            End the comparison
          </Button>
        )}
      </div>
    </div>
  );
}
