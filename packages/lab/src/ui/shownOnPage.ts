import { shownLines } from 'gradscope';
import { options } from 'preact';

// Names of columns, files, layers and sweeps come from other people. Invisible characters, and those that
// change the direction of text, are shown escaped. This happens here for the whole page, so that components
// need not care.

/** The attributes that are shown or read out. `value` is missing because it must not change. */
const SHOWN_ATTRIBUTES = ['title', 'aria-label', 'placeholder', 'alt'];

/** Escapes every text that Preact renders from here on. */
export function showTextsEscaped(): void {
  const before = options.vnode;
  options.vnode = vnode => {
    before?.(vnode);
    // Preact makes a vnode of type null for each text.
    const text: unknown = vnode.props;
    if (typeof text === 'string') Object.assign(vnode, { props: shownLines(text) });
    else if (typeof vnode.type === 'string') {
      const props = vnode.props as Record<string, unknown>;
      for (const name of SHOWN_ATTRIBUTES) {
        if (typeof props[name] === 'string') props[name] = shownLines(props[name]);
      }
    }
  };
}

/** Escapes every text of a figure, which Preact does not render. */
export function showFigureEscaped(svg: SVGElement): void {
  const texts = document.createTreeWalker(svg, NodeFilter.SHOW_TEXT);
  for (let node = texts.nextNode() as Text | null; node; node = texts.nextNode() as Text | null) {
    const shown = shownLines(node.data);
    if (shown !== node.data) node.data = shown;
  }
  svg.setAttribute('aria-label', shownLines(svg.getAttribute('aria-label') ?? ''));
}
