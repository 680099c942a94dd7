import type { LabState } from '../state/labState.ts';

export interface Shortcut {
  /** The value of `KeyboardEvent.key`, after `Control+` if Ctrl (on a Mac ⌘) is pressed. */
  readonly key: string;
  readonly name: string;
  readonly does: string;
  readonly act: () => void;
}

/** Steps of a leap. */
const LEAP = 100;

export function shortcutsOf(lab: LabState): Shortcut[] {
  const { session } = lab;
  return [
    {
      key: ' ',
      name: 'Space',
      does: 'Play or pause',
      act: () => (session.playing.peek() ? session.pause() : session.play()),
    },
    { key: 'ArrowRight', name: '→', does: 'One step on', act: () => session.advance(1) },
    { key: 'ArrowLeft', name: '←', does: 'One step back', act: () => session.advance(-1) },
    { key: '.', name: '.', does: `${LEAP} steps on`, act: () => session.advance(LEAP) },
    { key: ',', name: ',', does: `${LEAP} steps back`, act: () => session.advance(-LEAP) },
    { key: 'r', name: 'R', does: 'Restart', act: () => lab.restart() },
    { key: 'Control+z', name: 'Ctrl Z', does: 'Undo the last change', act: () => lab.undo() },
    { key: 'Control+y', name: 'Ctrl Y', does: 'Redo it', act: () => lab.redo() },
  ];
}

/** Controls that use keys themselves, and controls that use only Space. */
const TAKES_KEYS = 'input:not([type=checkbox]), select, textarea, [contenteditable]';
const TAKES_SPACE = 'input, button, a';

/** Listens until the returned function is called. It ignores keys that the focused control uses. */
export function listenForShortcuts(shortcuts: readonly Shortcut[]): () => void {
  const listen = (event: KeyboardEvent) => {
    if (event.altKey) return;
    const taken = event.key === ' ' ? `${TAKES_KEYS}, ${TAKES_SPACE}` : TAKES_KEYS;
    if (event.target instanceof Element && event.target.closest(taken)) return;
    const pressed = keyOf(event);
    const shortcut = shortcuts.find(({ key }) => key === pressed);
    if (!shortcut) return;
    event.preventDefault();
    shortcut.act();
  };
  addEventListener('keydown', listen);
  return () => removeEventListener('keydown', listen);
}

/** Ctrl Shift Z means Ctrl Y to many users. */
function keyOf({ key, ctrlKey, metaKey, shiftKey }: KeyboardEvent): string {
  if (!ctrlKey && !metaKey) return key;
  const isRedo = shiftKey && key.toLowerCase() === 'z';
  return `Control+${isRedo ? 'y' : key}`;
}
