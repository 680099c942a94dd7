/** How long a file can be fetched, in ms. */
const LIFETIME = 60_000;
/** Chromium drops what goes beyond ten downloads in a second, without a word. */
const MOST_AT_ONCE = 10;
const SPAN = 1100;

/** When the last of them were handed out. */
let latest: readonly number[] = [];

/** Hands a file to the reader; of many at once the later ones after a while. */
export async function download(name: string, content: Blob | string | Uint8Array): Promise<void> {
  const now = performance.now();
  const at = latest.length < MOST_AT_ONCE ? now : Math.max(now, latest[0]! + SPAN);
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
