export interface SkipLinkProps {
  /** The id of what it leads to. */
  readonly to: string;
  readonly text: string;
}

/** Takes the keyboard past what comes first on a page; in sight only while it has the focus. */
export function SkipLink({ to, text }: SkipLinkProps) {
  return (
    <a
      class="skip"
      href={`#${to}`}
      onClick={event => {
        // What stands behind # is the state of the page.
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
