/**
 * A script that prints every digit of its losses, and of that of the trained network, as its own tells only of values.
 *
 * @param evaluated an expression of that loss, inside \`train\`
 */
export function exactScript(script: string): string {
  return script
    .replaceAll("loss %f'", "loss %.17g'")
    .replaceAll("training loss: %f'", "training loss: %.17g'");
}

/** The losses that it printed. */
export function printedLosses(printed: string): number[] {
  return [...printed.matchAll(/loss:? (\S+)$/gm)].map(([, loss]) => Number(loss));
}

/** The largest relative difference of losses; infinite if some are missing. */
export function lossDistance(got: readonly number[], expected: readonly number[]): number {
  if (got.length < expected.length - 1) return Number.POSITIVE_INFINITY;
  return Math.max(...got.map((loss, step) => Math.abs(loss / expected[step] - 1)));
}
