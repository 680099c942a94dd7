import { countText } from 'gradscope';
import type { LabState } from '../state/labState.ts';
import { Button } from '../ui/Button.tsx';

/** The offer for a change that is impossible during training: restart with it, or drop it. */
export function RestartOffer({ lab }: { readonly lab: LabState }) {
  const misfit = lab.misfit.value;
  if (!misfit) return null;
  const { step, complaint, experiment } = misfit;
  return (
    <div class="complaints restart-offer" role="alert" data-testid="restart-offer">
      <p>
        The networks cannot continue from step {countText(step)} with this change:{' '}
        {complaint.replace(/^fork: /, '')}. A restart trains all of them with it from step 0.
      </p>
      <div class="button-row">
        <Button kind="main" onClick={() => lab.restart([{ from: 0, experiment }])}>
          Restart with the change
        </Button>
        <Button
          onClick={() => {
            lab.misfit.value = undefined;
          }}
        >
          Drop the change
        </Button>
      </div>
    </div>
  );
}
