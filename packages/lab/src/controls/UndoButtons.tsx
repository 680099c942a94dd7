import type { LabState } from '../state/labState.ts';
import { Button } from '../ui/Button.tsx';

/** Undoes and redoes changes of the experiment, one at a time, like the browser's back and forward. */
export function UndoButtons({ lab }: { readonly lab: LabState }) {
  const { canUndo, canRedo } = lab.address;
  return (
    <div class="button-row">
      <Button
        kind="quiet"
        label="Undo the last change"
        keys="Control+Z"
        disabled={!canUndo.value}
        onClick={() => lab.undo()}
      >
        <span aria-hidden="true">↶</span> Undo
      </Button>
      <Button
        kind="quiet"
        label="Redo the change"
        keys="Control+Y"
        disabled={!canRedo.value}
        onClick={() => lab.redo()}
      >
        <span aria-hidden="true">↷</span> Redo
      </Button>
    </div>
  );
}
