import type { LabState } from '../state/labState.ts';

/** The properties of every tool. */
export interface ToolProps {
  readonly lab: LabState;
  /** Files dropped on the page for it; empty if it was opened by its button. */
  readonly files: readonly File[];
}
