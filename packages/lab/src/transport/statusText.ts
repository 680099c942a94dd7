import { countedText, countText } from 'gradscope';
import type { RunState } from '../session/networkRun.ts';

/** The state of a session that a transport describes. */
export interface Situation {
  readonly playing: boolean;
  readonly step: number;
  readonly runs: readonly { readonly name: string; readonly state: RunState }[];
}

/**
 * The state of the networks in one sentence, for the eye and for the live region: it changes only with the
 * state.
 */
export function statusText({ playing, step, runs }: Situation): string {
  const troubles = runs
    .filter(({ state }) => state.trouble)
    .map(({ name, state }) => `${name}: ${state.trouble}`);
  const others = runs.filter(({ state }) => !state.trouble);
  return [
    ...troubles,
    ...(others.length > 0 || runs.length === 0 ? [sentence(playing, step, others)] : []),
  ].join(' ');
}

function sentence(playing: boolean, step: number, runs: Situation['runs']): string {
  if (runs.some(({ state }) => state.status === 'opening')) return 'Getting ready.';
  if (playing) return 'Training.';
  const waiting = runs.filter(({ state }) => state.status === 'idle').map(({ state }) => state.step);
  const isSettled = !runs.some(({ state }) => state.status === 'running') && new Set(waiting).size < 2;
  if (!isSettled) return 'On the way.';
  if (runs.length > 0 && runs.every(({ state }) => state.status === 'done'))
    return `Finished after ${countedText(step, 'step')}.`;
  return step === 0 ? 'Ready to train.' : `Paused at step ${countText(step)}.`;
}
