import type { LabState } from '../../state/labState.ts';

/** What every tool is given. */
export interface ToolProps {
  readonly lab: LabState;
  /** What was dropped on the page for it; none where it was opened by its button. */
  readonly files: readonly File[];
}
