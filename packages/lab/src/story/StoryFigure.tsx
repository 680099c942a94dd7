import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { useOnScreen, VisibilityProvider } from '../ui/visibility.ts';

export interface StoryFigureProps {
  readonly children: ComponentChildren;
  /** The height reserved for each figure before it is drawn, in rem, in a wide and in a narrow window. */
  readonly reserve?: readonly [wide: number, narrow: number];
  /** The hash of the lab's address that shows the same. */
  readonly lab?: string;
  /** Called when the figure comes into view. The function it returns is called when the figure leaves. */
  readonly onSight?: () => undefined | (() => void);
}

/** A framed figure with its controls. It runs only while it is visible. */
export function StoryFigure({ children, reserve = [0, 0], lab, onSight }: StoryFigureProps) {
  const element = useRef<HTMLDivElement>(null);
  const visible = useOnScreen(element);
  const seen = visible.value;
  useEffect(() => (seen ? onSight?.() : undefined), [seen]);
  const [wide, narrow] = reserve;
  return (
    <div class="story-figure" ref={element} style={`--wide: ${wide}rem; --narrow: ${narrow}rem`}>
      <VisibilityProvider value={visible}>{children}</VisibilityProvider>
      {lab !== undefined && <LabLink hash={lab} />}
    </div>
  );
}

/** A link to the lab with the same content. */
export function LabLink({
  hash,
  text = 'Open in the lab',
}: {
  readonly hash: string;
  readonly text?: string;
}) {
  return (
    <p class="open-in-lab">
      <a href={`./lab.html${hash && `#${hash}`}`}>{text}</a>
    </p>
  );
}
