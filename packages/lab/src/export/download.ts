/** How long a file can be fetched, in ms. */
const LIFETIME = 60_000;
/** Chromium silently drops downloads beyond ten per second. */
const MOST_AT_ONCE = 10;
const SPAN = 1100;

/** The times of the latest downloads. */
let latest: readonly number[] = [];

/** Offers a file for download; if there are many at once, later ones wait. */
export async function download(name: string, content: Blob | string | Uint8Array): Promise<void> {
  const now = performance.now();
  const at = latest.length < MOST_AT_ONCE ? now : Math.max(now, latest[0] + SPAN);
  latest = [...latest, at].slice(-MOST_AT_ONCE);
  if (at > now) await new Promise(resolve => setTimeout(resolve, at - now));
  const blob = content instanceof Blob ? content : new Blob([content as BlobPart]);
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  // The browser reads it after this task.
  setTimeout(() => URL.revokeObjectURL(link.href), LIFETIME);
}
