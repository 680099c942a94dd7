import { type ReadonlySignal, signal } from '@preact/signals';
import { useEffect, useMemo } from 'preact/hooks';
import type { NetworkRun } from '../session/networkRun.ts';
import type { Answers, Question } from '../session/protocol.ts';
import { useVisibility } from '../ui/visibility.ts';

/** The last answer of a worker, or its error. */
export interface Reply<Kind extends Question['kind']> {
  readonly answer?: Answers[Kind];
  readonly complaint?: string;
}

/**
 * Asks a run's worker, and again whenever the network has moved: at most once in `every` ms, never before the
 * last answer has come, and only while the view is visible.
 *
 * @param question undefined if there is none; a new object is a new question
 */
export function useAnswer<Kind extends Question['kind']>(
  run: NetworkRun,
  question: Extract<Question, { kind: Kind }> | undefined,
  every: number,
): ReadonlySignal<Reply<Kind>> {
  // Answers to another question do not count.
  const reply = useMemo(() => signal<Reply<Kind>>({}), [run, question]);
  const visible = useVisibility();
  useEffect(() => {
    if (!question) return;
    const asker = new Asker(run, question, every, value => {
      reply.value = value;
    });
    const stops = [
      run.state.subscribe(() => asker.moved(visible.value)),
      visible.subscribe(seen => asker.moved(seen)),
    ];
    return () => {
      for (const stop of [...stops, () => asker.stop()]) stop();
    };
  }, [run, question, every]);
  return reply;
}

class Asker<Kind extends Question['kind']> {
  private readonly run: NetworkRun;
  private readonly question: Extract<Question, { kind: Kind }>;
  private readonly every: number;
  private readonly hear: (reply: Reply<Kind>) => void;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private isAsking = false;
  private isStale = false;
  private isStopped = false;
  private step = -1;

  constructor(
    run: NetworkRun,
    question: Extract<Question, { kind: Kind }>,
    every: number,
    hear: (reply: Reply<Kind>) => void,
  ) {
    this.run = run;
    this.question = question;
    this.every = every;
    this.hear = hear;
  }

  moved(visible: boolean): void {
    const { status, step } = this.run.state.peek();
    if (!visible || status === 'opening' || status === 'failed') {
      this.step = -1;
      return;
    }
    if (step === this.step) return;
    this.step = step;
    this.isStale = true;
    this.ask();
  }

  stop(): void {
    this.isStopped = true;
    clearTimeout(this.timer);
  }

  private ask(): void {
    if (this.isAsking || this.timer !== undefined || this.isStopped) return;
    this.isAsking = true;
    this.isStale = false;
    this.run.ask(this.question).then(
      answer => this.settle({ answer }),
      (error: Error) => this.settle({ complaint: error.message }),
    );
  }

  private settle(reply: Reply<Kind>): void {
    this.isAsking = false;
    if (this.isStopped) return;
    this.hear(reply);
    this.timer = setTimeout(() => {
      this.timer = undefined;
      if (this.isStale) this.ask();
    }, this.every);
  }
}
