export interface SkipLinkProps {
  /** The id of its target. */
  readonly to: string;
  readonly text: string;
}

/** Moves the keyboard past the start of a page; visible only while it has the focus. */
export function SkipLink({ to, text }: SkipLinkProps) {
  return (
    <a
      class="skip"
      href={`#${to}`}
      onClick={event => {
        // The hash holds the state of the page, so the link must not change it.
        event.preventDefault();
        const target = document.getElementById(to);
        if (!target) return;
        target.tabIndex = -1;
        target.focus();
        target.scrollIntoView();
      }}
    >
      {text}
    </a>
  );
}
