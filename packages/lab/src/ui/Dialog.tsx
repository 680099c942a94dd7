import type { ComponentChildren } from 'preact';
import { useId, useLayoutEffect, useRef } from 'preact/hooks';
import { Button } from './Button.tsx';

export interface DialogProps {
  readonly title: string;
  /** Called when it has been closed, by its button, by Escape or by a click beside it. */
  readonly onClose: () => void;
  readonly children: ComponentChildren;
}

/** Something over the page, which goes on under it. Its keys are its own. */
export function Dialog({ title, onClose, children }: DialogProps) {
  const element = useRef<HTMLDialogElement>(null);
  const id = useId();
  useLayoutEffect(() => {
    const dialog = element.current!;
    const before = document.activeElement;
    dialog.showModal();
    return () => {
      // However it ends, the focus goes back to where it was.
      dialog.close();
      if (before instanceof HTMLElement) before.focus();
    };
  }, []);
  const close = () => element.current!.close();
  return (
    // Escape closes it too, and a click beside it is no more than a short cut.
    <dialog
      ref={element}
      class="dialog"
      aria-labelledby={id}
      onClose={() => {
        // The event comes later than the end: a dialog that another has replaced says nothing of the other.
        if (element.current) onClose();
      }}
      onClick={({ target }) => {
        if (target === element.current) close();
      }}
      onKeyDown={event => event.stopPropagation()}
    >
      <header>
        <h2 id={id}>{title}</h2>
        <Button kind="quiet" label="Close" onClick={close}>
          <span aria-hidden="true">✕</span>
        </Button>
      </header>
      <div class="dialog-body">{children}</div>
    </dialog>
  );
}
