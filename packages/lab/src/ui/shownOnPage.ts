import { shownLines } from 'gradscope';
import { options } from 'preact';

// Names of columns, files, layers and sweeps are other people's text. Whatever would turn the direction of a text or cannot be seen
// is shown escaped: here, for all that a page renders, so that no component has to think of it.

/** Attributes that are shown or read out. A `value` is not among them: it has to stay what it is. */
const SHOWN_ATTRIBUTES = ['title', 'aria-label', 'placeholder', 'alt'];

/** Escapes all text that Preact renders from here on. */
export function showTextsEscaped(): void {
  const before = options.vnode;
  options.vnode = vnode => {
    before?.(vnode);
    // Preact makes a node of type null for each text.
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

/** Escapes all text of a figure, which Preact does not render. */
export function showFigureEscaped(svg: SVGElement): void {
  const texts = document.createTreeWalker(svg, NodeFilter.SHOW_TEXT);
  for (let node = texts.nextNode() as Text | null; node; node = texts.nextNode() as Text | null) {
    const shown = shownLines(node.data);
    if (shown !== node.data) node.data = shown;
  }
  svg.setAttribute('aria-label', shownLines(svg.getAttribute('aria-label') ?? ''));
}
