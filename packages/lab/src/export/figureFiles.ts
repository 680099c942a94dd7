const SVG = 'http://www.w3.org/2000/svg';

/** What a style sheet gives to shapes and text; in a file it has to stand at each of them. */
const STYLES = ['fill', 'stroke', 'stroke-width', 'stroke-dasharray', 'font-family', 'font-size'];

/** Pixels of a PNG for each of the figure's. */
const PNG_SCALE = 2;

/** The figures that an element shows, in their order: drawings, and pictures made of pixels. */
export function figuresIn(element: Element): (SVGSVGElement | HTMLCanvasElement)[] {
  return [
    ...element.querySelectorAll<SVGSVGElement | HTMLCanvasElement>('.figure svg, .graph svg, figure canvas'),
  ];
}

/** A figure as an SVG file that stands alone: without the page's style sheet, with a background, a title and a size. */
export function svgText(figure: SVGSVGElement | HTMLCanvasElement): string {
  const svg = figure instanceof HTMLCanvasElement ? pictureOf(figure) : standingAlone(figure);
  return `<?xml version="1.0" encoding="UTF-8"?>\n${new XMLSerializer().serializeToString(svg)}\n`;
}

/** A figure as a PNG, in twice the resolution. */
export async function pngOf(figure: SVGSVGElement | HTMLCanvasElement): Promise<Blob> {
  return blobOf(figure instanceof HTMLCanvasElement ? figure : await painted(figure));
}

function standingAlone(figure: SVGSVGElement): SVGSVGElement {
  const copy = figure.cloneNode(true) as SVGSVGElement;
  const { width, height } = figure.getBoundingClientRect();
  copy.setAttribute('xmlns', SVG);
  if (copy.hasAttribute('width')) return copy;
  copy.setAttribute('width', String(Math.round(width)));
  copy.setAttribute('height', String(Math.round(height)));
  const shapes = figure.querySelectorAll('*');
  for (const [i, shape] of copy.querySelectorAll('*').entries()) writeStyles(shapes[i]!, shape);
  const { width: w, height: h } = figure.viewBox.baseVal;
  const background = element('rect', { width: w, height: h, fill: backgroundOf(figure) });
  copy.prepend(titleOf(figure), background);
  return copy;
}

function writeStyles(from: Element, to: Element): void {
  const styles = getComputedStyle(from);
  for (const name of STYLES) to.setAttribute(name, styles.getPropertyValue(name));
  to.removeAttribute('class');
}

/** The first colour behind an element that is one. */
function backgroundOf(element: Element): string {
  for (let at: Element | null = element; at; at = at.parentElement) {
    const { backgroundColor } = getComputedStyle(at);
    if (!/^(transparent|rgba\(.*, 0\))$/.test(backgroundColor)) return backgroundColor;
  }
  return 'white';
}

function pictureOf(canvas: HTMLCanvasElement): SVGElement {
  const { width, height } = canvas;
  const svg = element('svg', { xmlns: SVG, width, height, viewBox: `0 0 ${width} ${height}` });
  svg.append(titleOf(canvas), element('image', { width, height, href: canvas.toDataURL('image/png') }));
  return svg;
}

function titleOf(figure: Element): SVGElement {
  const title = element('title', {});
  title.textContent = figure.getAttribute('aria-label') ?? '';
  return title;
}

function element(name: string, attributes: Readonly<Record<string, string | number>>): SVGElement {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, String(value));
  return made;
}

async function painted(figure: SVGSVGElement): Promise<HTMLCanvasElement> {
  const { width, height } = figure.viewBox.baseVal;
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svgText(figure))}`;
  await image.decode();
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [Math.round(PNG_SCALE * width), Math.round(PNG_SCALE * height)];
  canvas.getContext('2d')!.drawImage(image, 0, 0, canvas.width, canvas.height);
  return canvas;
}

function blobOf(canvas: HTMLCanvasElement): Promise<Blob> {
  return new Promise((resolve, reject) =>
    canvas.toBlob(blob => {
      if (blob) resolve(blob);
      else
        reject(
          new RangeError(
            `PNG: expected a picture that the browser can hold, got ${canvas.width} × ${canvas.height}`,
          ),
        );
    }, 'image/png'),
  );
}
