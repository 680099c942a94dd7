import { useEffect, useId } from 'preact/hooks';
import { addRegion, pageAnnouncer } from './announcer.ts';

export interface LiveRegionProps {
  readonly text: string;
  /** Whether it answers what somebody has just done: then it does not wait. */
  readonly isAnswer?: boolean;
}

/** Says a changed text aloud to those who cannot see it, in the one live region of the page. */
export function LiveRegion({ text, isAnswer = false }: LiveRegionProps) {
  const source = useId();
  useEffect(() => {
    addRegion();
    return () => pageAnnouncer.forget(source);
  }, [source]);
  useEffect(() => pageAnnouncer.tell(source, text, isAnswer), [source, text]);
  return null;
}
