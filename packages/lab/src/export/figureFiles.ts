import { shownLines } from 'gradscope';

const SVG = 'http://www.w3.org/2000/svg';

/** Pixels of a PNG for each of the figure's. */
const PNG_SCALE = 2;

/** The figures in an element, in order: drawings, and pictures made of pixels. */
export function figuresIn(element: Element): (SVGSVGElement | HTMLCanvasElement)[] {
  return [...element.querySelectorAll<SVGSVGElement | HTMLCanvasElement>('.figure svg, figure canvas')];
}

/** A figure as an SVG file. Drawings are used as they are; a picture made of pixels is embedded in one. */
export function svgText(figure: SVGSVGElement | HTMLCanvasElement): string {
  const svg = figure instanceof HTMLCanvasElement ? pictureOf(figure) : figure;
  return `<?xml version="1.0" encoding="UTF-8"?>\n${shownLines(new XMLSerializer().serializeToString(svg))}\n`;
}

/** A figure as a PNG, in twice the resolution. */
export async function pngOf(figure: SVGSVGElement | HTMLCanvasElement): Promise<Blob> {
  return blobOf(figure instanceof HTMLCanvasElement ? figure : await painted(figure));
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
