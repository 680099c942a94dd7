import type { ComponentChildren } from 'preact';
import { useId, useLayoutEffect, useRef } from 'preact/hooks';
import { Button } from './Button.tsx';

export interface DialogProps {
  readonly title: string;
  /** Called after the dialog is closed: by its button, by Escape, or by a click beside it. */
  readonly onClose: () => void;
  readonly children: ComponentChildren;
}

/** A dialog over the page, which keeps running. It handles its own keys. */
export function Dialog({ title, onClose, children }: DialogProps) {
  const element = useRef<HTMLDialogElement>(null);
  const id = useId();
  useLayoutEffect(() => {
    const dialog = element.current!;
    const before = document.activeElement;
    dialog.showModal();
    return () => {
      // Closing it always returns the focus to where it was.
      dialog.close();
      if (before instanceof HTMLElement) before.focus();
    };
  }, []);
  const close = () => element.current!.close();
  return (
    // Escape also closes it; the click beside it is only a shortcut.
    <dialog
      ref={element}
      class="dialog"
      aria-labelledby={id}
      onClose={() => {
        // The close event comes late: a dialog that has been replaced must not close its successor.
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
