import { LARGEST_FILE, tooLarge } from '../files/largestFile.ts';

/** True if a store is served with the page: `gradscope lab --store` marks it. */
export function hasStore(): boolean {
  return 'store' in document.documentElement.dataset;
}

/**
 * The file that a sweep of the served store learns from.
 *
 * @param name the sweep's name for it
 * @throws RangeError with the reason why it is not available; before reading, if it is too large
 */
export async function storedFile(sweep: string, name: string): Promise<File> {
  if (!hasStore() || !sweep)
    throw new RangeError(
      `expected the rows of ${name}, which a link does not carry: they are in a store that is not served here (gradscope lab --store …)`,
    );
  const answer = await fetch(`./store/sweeps/${sweep}/table`).catch(() => {
    throw new RangeError(`expected the rows of ${name} of the store, which does not answer`);
  });
  if (!answer.ok) throw new RangeError((await answer.text()).trim());
  const bytes = Number(answer.headers.get('content-length'));
  if (bytes > LARGEST_FILE) {
    await answer.body?.cancel();
    throw new RangeError(tooLarge(name, bytes));
  }
  return new File([await answer.blob()], name);
}
