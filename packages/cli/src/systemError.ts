import { getSystemErrorMap } from 'node:util';

/** The operating system's reason for a refusal, in its words: `no space left on device (ENOSPC)`. */
export function systemErrorText(error: unknown): string {
  const { code, errno, message } = error as NodeJS.ErrnoException;
  const words = errno === undefined ? undefined : getSystemErrorMap().get(errno)?.[1];
  return words ? `${words} (${code})` : message;
}
