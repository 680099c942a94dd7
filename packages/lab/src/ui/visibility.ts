import { type ReadonlySignal, signal } from '@preact/signals';
import { createContext, type RefObject } from 'preact';
import { useContext, useEffect, useMemo } from 'preact/hooks';

const Visible = createContext<ReadonlySignal<boolean>>(signal(true));

/** Tells the content whether it is visible: invisible content computes nothing. */
export const VisibilityProvider = Visible.Provider;

export function useVisibility(): ReadonlySignal<boolean> {
  return useContext(Visible);
}

/** True while an element is in or near the window. */
export function useOnScreen(element: RefObject<Element | null>): ReadonlySignal<boolean> {
  const seen = useMemo(() => signal(false), []);
  useEffect(() => {
    const observer = new IntersectionObserver(
      ([entry]) => {
        seen.value = entry.isIntersecting;
      },
      { rootMargin: '100px' },
    );
    observer.observe(element.current!);
    return () => observer.disconnect();
  }, []);
  return seen;
}
