import { useEffect, useId } from 'preact/hooks';
import { addRegion, pageAnnouncer } from './announcer.ts';

export interface LiveRegionProps {
  readonly text: string;
  /** True if the text answers an action of the user; it is then announced at once. */
  readonly isAnswer?: boolean;
}

/** Announces a changed text to screen readers, in the page's one live region. */
export function LiveRegion({ text, isAnswer = false }: LiveRegionProps) {
  const source = useId();
  useEffect(() => {
    addRegion();
    return () => pageAnnouncer.forget(source);
  }, [source]);
  useEffect(() => pageAnnouncer.announce(source, text, isAnswer), [source, text]);
  return null;
}
