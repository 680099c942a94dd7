import type { LabState } from '../state/labState.ts';
import type { ViewName } from '../state/urlFields.ts';

/** The properties of every view. */
export interface ViewProps {
  readonly lab: LabState;
}

/** The properties of a view that shows only the training, on any page. */
export interface SessionViewProps {
  readonly lab: Pick<LabState, 'session'>;
}

/** The id of a view's element in the page. */
export const viewId = (name: ViewName): string => `view-${name}`;
