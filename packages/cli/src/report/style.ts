/** The page's style: one column of text, figures as wide; light and dark as the reader's system has it. */
export const style = `
:root { color-scheme: light dark; --background: #ffffff; --text: #1c2128; --muted: #57606a; --line: #d8dee4; --panel: #f5f7f9; --link: #0060a0; }
* { box-sizing: border-box; }
body { margin: 0; background: var(--background); color: var(--text); font: 17px/1.6 system-ui, sans-serif; }
main { max-width: 752px; margin: 0 auto; padding: 40px 16px 64px; }
h1 { font-size: 2rem; line-height: 1.2; margin: 0 0 16px; text-wrap: balance; }
h2 { font-size: 1.35rem; line-height: 1.3; margin: 48px 0 8px; }
h1, h2, p, li { overflow-wrap: anywhere; }
p, ul { margin: 12px 0; }
li { margin: 8px 0; }
a { color: var(--link); }
.lede { font-size: 1.15rem; color: var(--muted); }
figure { margin: 20px 0; }
figure svg { display: none; width: 100%; height: auto; margin: 0 auto; }
.pair { display: grid; grid-template-columns: 1fr 1fr; gap: 0 16px; }
.table { overflow-x: auto; margin: 20px 0; }
table { border-collapse: collapse; width: 100%; font-size: 0.9rem; font-variant-numeric: tabular-nums; }
th, td { padding: 6px 12px; text-align: right; border-bottom: 1px solid var(--line); white-space: nowrap; }
th:first-child { text-align: left; padding-left: 0; }
td:last-child, th:last-child { padding-right: 0; }
thead th { color: var(--muted); font-weight: 500; white-space: normal; vertical-align: bottom; }
tbody th { font-weight: 600; }
code, pre { font-family: ui-monospace, monospace; font-size: 0.88em; }
code { background: var(--panel); border-radius: 4px; padding: 2px 5px; overflow-wrap: anywhere; }
pre { background: var(--panel); border-radius: 6px; padding: 12px 14px; white-space: pre-wrap; overflow-wrap: anywhere; line-height: 1.45; margin: 8px 0; }
footer { margin-top: 56px; padding-top: 12px; border-top: 1px solid var(--line); color: var(--muted); font-size: 0.88rem; }
summary { cursor: pointer; }
details.section { border-top: 1px solid var(--line); margin: 0; }
details.section:first-of-type { margin-top: 20px; }
details.section > summary { padding: 10px 0; }
details.section > summary h2 { display: inline; font-size: 1.15rem; margin: 0 0 0 4px; }
details.section > div { padding-bottom: 20px; scroll-margin-top: 4rem; }
details:has(:target)::details-content { content-visibility: visible; block-size: auto; }
figure svg.light.wide { display: block; }
@media (max-width: 560px) {
  body { font-size: 16px; }
  h1 { font-size: 1.6rem; }
  th, td { padding: 6px 8px; }
  .pair { grid-template-columns: 1fr; }
  figure svg { max-width: 460px; }
  figure svg.light.wide { display: none; }
  figure svg.light.narrow { display: block; }
}
@media screen and (prefers-color-scheme: dark) {
  :root { --background: #10151c; --text: #e8ebef; --muted: #a3adb8; --line: #2c3541; --panel: #1a212b; --link: #6cb6ff; }
  figure svg.light.wide, figure svg.light.narrow { display: none; }
  figure svg.dark.wide { display: block; }
}
@media screen and (prefers-color-scheme: dark) and (max-width: 560px) {
  figure svg.dark.wide { display: none; }
  figure svg.dark.narrow { display: block; }
}
@media print {
  :root { color-scheme: light; }
  details::details-content { content-visibility: visible; block-size: auto; }
  figure, table, pre { break-inside: avoid; }
  h2 { break-after: avoid; }
}
`;
