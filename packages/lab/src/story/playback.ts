import { computed, effect, type ReadonlySignal, signal, untracked } from '@preact/signals';
import type { Session } from '../session/session.ts';
import { prefersStillness } from '../ui/theme.ts';

/**
 * Plays sessions together while one of their figures is visible. If the reader prefers reduced motion, they
 * play only on request.
 */
export class Playback {
  readonly sessions: readonly Session[];
  private readonly wanted = signal(!prefersStillness());
  private readonly seenAt = signal(0);

  constructor(...sessions: Session[]) {
    this.sessions = sessions;
    effect(() => {
      const goes = this.wanted.value && this.seenAt.value > 0;
      const opened = sessions.filter(({ timeline }) => timeline.value);
      // The signals read here must not rerun the effect.
      untracked(() => {
        for (const session of opened) set(session, goes);
      });
    });
  }

  readonly playing: ReadonlySignal<boolean> = computed(() =>
    this.sessions.some(({ playing }) => playing.value),
  );

  /** True if all training is complete. */
  readonly isOver: ReadonlySignal<boolean> = computed(() =>
    this.sessions.every(({ isOver }) => isOver.value),
  );

  readonly step: ReadonlySignal<number> = computed(() =>
    Math.min(...this.sessions.map(({ step }) => step.value)),
  );

  /** Call it when a figure comes into view, and its result when the figure leaves. */
  enter(): () => void {
    this.seenAt.value = this.seenAt.peek() + 1;
    return () => {
      this.seenAt.value = this.seenAt.peek() - 1;
    };
  }

  play(): void {
    this.wanted.value = true;
  }

  pause(): void {
    this.wanted.value = false;
  }

  advance(count: number): void {
    this.wanted.value = false;
    for (const session of this.sessions) session.advance(count);
  }

  /** Restarts and plays. */
  restart(): void {
    this.wanted.value = true;
    for (const session of this.sessions) {
      session.open(session.timeline.peek()!);
      set(session, this.seenAt.peek() > 0);
    }
  }
}

function set(session: Session, goes: boolean): void {
  const { playing, isOver } = session;
  if (!goes && playing.value) session.pause();
  if (goes && !playing.value && !isOver.value) session.play();
}
