import type { Session } from '../session/session.ts';

/** A notice that the networks train without WebAssembly SIMD. */
export function EngineNotice({ session }: { readonly session: Session }) {
  const isPlain = session.runs.value.some(run => run.opened.value?.engine === 'reference');
  if (!isPlain) return null;
  return (
    <p class="complaints" role="status">
      This browser has no WebAssembly SIMD: the networks train on plain loops, several times slower, and in
      float64 with the same bits.
    </p>
  );
}
