import { type ReadonlySignal, signal } from '@preact/signals';
import { useEffect, useMemo } from 'preact/hooks';
import type { NetworkRun } from '../session/networkRun.ts';
import type { Answers, Question } from '../session/protocol.ts';

/** The answer of a run's worker to a question that depends only on the experiment: asked once per opening. */
export function useOnce<Kind extends Question['kind']>(
  run: NetworkRun,
  question: Extract<Question, { kind: Kind }>,
): ReadonlySignal<Answers[Kind] | undefined> {
  const answer = useMemo(() => signal<Answers[Kind] | undefined>(undefined), [run]);
  const opened = run.opened.value;
  useEffect(() => {
    answer.value = undefined;
    if (!opened) return;
    let isCurrent = true;
    run.ask(question).then(
      value => {
        if (isCurrent) answer.value = value;
      },
      // If it fails, the figure is drawn without the answer.
      () => {},
    );
    return () => {
      isCurrent = false;
    };
  }, [run, opened, question]);
  return answer;
}
