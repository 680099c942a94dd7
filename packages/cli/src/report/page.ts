import { version } from '../version.ts';
import type { Article, Section } from './article.ts';
import { Html, html } from './html.ts';
import { style } from './style.ts';

/**
 * A self-contained page: an article and a footer. Its sections are folded; a link to one unfolds it, as do
 * printing and a search in the page, without a script.
 */
export function page({ title, lede, verdict, sections }: Article, footer: Html): string {
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
${verdict ?? html``}
${withNames(sections).map(({ section, name }) => sectionMarkup(section, name))}
${footer}
</main>
</body>
</html>
`.text;
}

/** The anchor of the section with a heading: the first, if several have it. */
export const sectionName = (heading: string): string =>
  ['section', ...(heading.toLowerCase().match(/[a-z0-9]+/g) ?? [])].join('-');

/** Sections with their names, no two alike. */
function withNames(sections: readonly Section[]) {
  const taken = new Set<string>();
  return sections.map(section => {
    const wanted = sectionName(section.heading);
    let name = wanted;
    for (let i = 2; taken.has(name); i++) name = `${wanted}-${i}`;
    taken.add(name);
    return { section, name };
  });
}

/**
 * The anchor is inside the folded part: a link to something folded unfolds it, one to the fold itself does
 * not.
 */
function sectionMarkup({ heading, body, open = false }: Section, name: string): Html {
  const state = open ? html` open` : html``;
  return html`<details class="section"${state}>
<summary><h2>${heading}</h2></summary>
<div id="${name}">
${body}
</div>
</details>`;
}
