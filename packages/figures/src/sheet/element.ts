const namespace = 'http://www.w3.org/2000/svg';

/** Makes one SVG element; `undefined` attributes are left out. */
export function element(
  document: Document,
  name: string,
  attributes: Readonly<Record<string, string | number | undefined>> = {},
  ...children: (Node | string)[]
): SVGElement {
  const node = document.createElementNS(namespace, name) as SVGElement;
  for (const [key, value] of Object.entries(attributes)) {
    if (value !== undefined) node.setAttribute(key, String(value));
  }
  node.append(...children);
  return node;
}
