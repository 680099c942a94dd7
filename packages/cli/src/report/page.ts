import { version } from '../version.ts';
import type { Article } from './article.ts';
import { Html, html } from './html.ts';
import { style } from './style.ts';

/** A page that needs nothing else: an article, and what is said below it. */
export function page({ title, lede, sections }: Article, footer: Html): string {
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="generator" content="gradscope ${version}">
<title>${title}</title>
<style>${new Html(style)}</style>
</head>
<body>
<main>
<h1>${title}</h1>
<p class="lede">${lede}</p>
${sections.map(({ heading, body }) => html`<section>\n<h2>${heading}</h2>\n${body}\n</section>`)}
${footer}
</main>
</body>
</html>
`.text;
}
