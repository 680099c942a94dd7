import { createContext } from 'preact';

/** Leaves the full screen of a view, to show another part of the page. */
export const LeaveFullScreen = createContext<() => void>(() => {});
