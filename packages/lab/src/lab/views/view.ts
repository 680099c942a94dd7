import type { LabState } from '../../state/labState.ts';
import type { ViewName } from '../../state/urlFields.ts';

/** What every view is given. */
export interface ViewProps {
  readonly lab: LabState;
}

/** What a view is given that shows only what trains, whatever page it stands on. */
export interface SessionViewProps {
  readonly lab: Pick<LabState, 'session'>;
}

/** The id of a view's element in the page. */
export const viewId = (name: ViewName): string => `view-${name}`;
