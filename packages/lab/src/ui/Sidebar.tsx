import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { Button } from './Button.tsx';
import { useMedia } from './useMedia.ts';

export interface SidebarProps {
  /** The text of the button that unfolds it. */
  readonly text: string;
  readonly children: ComponentChildren;
}

/** The settings beside their subject; folded at first in a narrow window. */
export function Sidebar({ text, children }: SidebarProps) {
  const narrow = useMedia('(max-width: 860px)');
  const [open, setOpen] = useState(false);
  return (
    <aside id="settings" class="sidebar" aria-label="Settings">
      {narrow && (
        <Button pressed={open} onClick={() => setOpen(!open)}>
          {open ? 'Hide the settings' : text}
        </Button>
      )}
      {(!narrow || open) && children}
    </aside>
  );
}
