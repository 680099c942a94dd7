/** A request of the main thread to PGlite's thread. */
export type Request = { readonly id: number } & Call;

/** One call of PGlite. */
export type Call =
  | {
      readonly kind: 'query';
      readonly text: string;
      readonly params: readonly unknown[];
      readonly rowMode: 'array' | 'object';
      /** Type numbers whose values stay in PostgreSQL's text form. */
      readonly asText: readonly number[];
    }
  | { readonly kind: 'exec'; readonly text: string }
  | { readonly kind: 'close' };

/** An answer of that thread; `id` is the request's, or 0 for the opening itself. */
export type Response =
  | { readonly id: number; readonly result: unknown }
  | { readonly id: number; readonly error: ThreadError };

/** An error as it goes from thread to thread: structured cloning would lose the code. */
export interface ThreadError {
  readonly message: string;
  readonly code?: string;
  /** Whether PostgreSQL has ended, so that another call might never return, or can write no more. */
  readonly isFatal: boolean;
}

/** The `id` of the answer to the opening. */
export const OPENING = 0;
