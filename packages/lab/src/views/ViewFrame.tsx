import type { ComponentChildren } from 'preact';
import { useCallback, useEffect, useId, useRef, useState } from 'preact/hooks';
import { Button } from '../ui/Button.tsx';
import { Titled } from '../ui/Figure.tsx';
import { LeaveFullScreen } from '../ui/fullScreen.ts';
import { useOnScreen, VisibilityProvider } from '../ui/visibility.ts';

export interface ViewFrameProps {
  readonly id: string;
  readonly title: string;
  readonly open: boolean;
  /** The height reserved for its figure, in rem, so that nothing below it jumps once the figure is drawn. */
  readonly reserve: number;
  readonly onToggle: () => void;
  readonly children: ComponentChildren;
}

/** A view that folds and can be shown full-screen; its content exists only while it is unfolded. */
export function ViewFrame({ id, title, open, reserve, onToggle, children }: ViewFrameProps) {
  const element = useRef<HTMLElement>(null);
  const bodyId = useId();
  const [full, setFull] = useState(false);
  const visible = useOnScreen(element);
  const isFull = full && open;
  const leave = useCallback(() => setFull(false), []);
  useEffect(() => (isFull ? holdFull(element.current!, leave) : undefined), [isFull]);
  return (
    <section id={id} class={`view ${open ? '' : 'view-folded'} ${isFull ? 'view-full' : ''}`} ref={element}>
      <header>
        <h2>
          <button type="button" class="fold" aria-expanded={open} aria-controls={bodyId} onClick={onToggle}>
            {title}
          </button>
        </h2>
        {open && (
          <Button
            kind="quiet"
            label={`${title} on the full screen`}
            pressed={full}
            onClick={() => setFull(!full)}
          >
            <span aria-hidden="true">{full ? '✕' : '⤢'}</span>
          </Button>
        )}
      </header>
      <div class="view-body" id={bodyId} hidden={!open} style={`--reserve: ${reserve}rem`}>
        <Titled.Provider value={false}>
          <LeaveFullScreen.Provider value={leave}>
            <VisibilityProvider value={visible}>{open && children}</VisibilityProvider>
          </LeaveFullScreen.Provider>
        </Titled.Provider>
      </div>
    </section>
  );
}

/**
 * Makes a view modal while it is full-screen: the page below neither scrolls nor takes the focus, and Escape
 * ends it.
 */
function holdFull(view: Element, end: () => void): () => void {
  const listen = ({ key }: KeyboardEvent) => {
    if (key === 'Escape') end();
  };
  const others = besides(view).filter(element => !element.inert);
  for (const element of others) element.inert = true;
  addEventListener('keydown', listen);
  document.documentElement.classList.add('has-full-view');
  return () => {
    for (const element of others) element.inert = false;
    removeEventListener('keydown', listen);
    document.documentElement.classList.remove('has-full-view');
  };
}

/** The elements of the page outside an element and its ancestors. */
function besides(element: Element): HTMLElement[] {
  const parent = element.parentElement;
  if (!parent || element === document.body) return [];
  const siblings = Array.from(parent.children).filter(
    child => child !== element && child instanceof HTMLElement && !child.matches('[aria-live]'),
  );
  return [...(siblings as HTMLElement[]), ...besides(parent)];
}
