import { createContext } from 'preact';

/** Ends the full screen that a view may be shown on: what it then shows elsewhere on the page can be seen. */
export const LeaveFullScreen = createContext<() => void>(() => {});
