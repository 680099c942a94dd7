/** True if others cannot reach the page: `gradscope lab` serves it to this computer alone. */
export function isOnlyHere(): boolean {
  return /^(localhost|127\.|\[::1\])/.test(location.hostname);
}
