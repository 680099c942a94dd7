import type { LabState } from '../../state/labState.ts';
import { Button } from '../../ui/Button.tsx';

/** Takes changes of the experiment back, one after the other, and makes them again: as the browser's back and forward do. */
export function UndoButtons({ lab: { address } }: { readonly lab: LabState }) {
  return (
    <div class="button-row">
      <Button
        kind="quiet"
        label="Undo the last change"
        keys="Control+Z"
        disabled={!address.canUndo.value}
        onClick={() => address.undo()}
      >
        <span aria-hidden="true">↶</span> Undo
      </Button>
      <Button
        kind="quiet"
        label="Redo the change"
        keys="Control+Y"
        disabled={!address.canRedo.value}
        onClick={() => address.redo()}
      >
        <span aria-hidden="true">↷</span> Redo
      </Button>
    </div>
  );
}
