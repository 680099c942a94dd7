import type { ComponentChildren } from 'preact';

export interface ButtonProps {
  readonly children: ComponentChildren;
  readonly onClick: () => void;
  /** The accessible name, if the text is not enough. */
  readonly label?: string;
  readonly kind?: 'plain' | 'main' | 'quiet';
  readonly pressed?: boolean;
  readonly disabled?: boolean;
  /** The keys that do the same, in the form of `aria-keyshortcuts`. */
  readonly keys?: string;
}

export function Button({ children, onClick, label, kind = 'plain', pressed, disabled, keys }: ButtonProps) {
  return (
    <button
      type="button"
      class={`button button-${kind}`}
      onClick={onClick}
      aria-label={label}
      title={label}
      aria-pressed={pressed}
      aria-keyshortcuts={keys}
      disabled={disabled}
    >
      {children}
    </button>
  );
}
