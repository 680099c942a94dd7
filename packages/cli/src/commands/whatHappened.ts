import { countedText, countText, valueText } from 'gradscope';
import type { TimedRun } from '../training/messages.ts';

/** One line if a run ended before its last step. */
export function whatHappened(
  { name, steps, interrupted, divergedAt, broken, history }: TimedRun,
  asked: number,
): string[] {
  if (divergedAt !== null) {
    const first = broken
      ? `; first broken: ${broken.quantity} of layer ${broken.layer}, ${broken.value}`
      : '';
    return [
      `${name}: diverged at step ${countText(divergedAt)}, where the training loss was ${valueText(history.loss.at(-1)!)}; training stopped there${first}`,
    ];
  }
  return interrupted
    ? [`${name}: interrupted after ${countText(steps)} of ${countedText(asked, 'step')}`]
    : [];
}
