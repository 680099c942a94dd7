/** The key under which this tab remembers that files wait for the lab. */
export const DROPPED_MARK = 'gradscope-dropped';

/** True if files dropped on another page wait for this one. */
export function haveFilesBeenHandedOver(): boolean {
  try {
    return sessionStorage.getItem(DROPPED_MARK) !== null;
  } catch {
    return false;
  }
}
