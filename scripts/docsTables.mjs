// The tables of kinds in docs/, written between `<!-- table: … -->` and `<!-- end -->` from the kinds themselves:
// `node scripts/docsTables.mjs` after a build. A test fails if a table is not what this writes.
import { readFileSync, writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { fileFormats } from '@gradscope/formats/files';
import {
  activationKinds,
  activations,
  dataKinds,
  initializers,
  labelsOf,
  layerKinds,
  optimizerKinds,
  probeKinds,
  settingText,
  symptomKinds,
} from 'gradscope';

export const PAGES = ['kinds', 'diagnosis'].map(name => new URL(`../docs/${name}.md`, import.meta.url));

/** The rows of each table, the head first. */
const TABLES = {
  activations: () => [
    ['activation', 'label', 'φ(z)', 'settings'],
    ...labelsOf(activationKinds).map(([name, label]) => [
      code(name),
      label,
      activations[name]?.formula ?? activationKinds[name].formula ?? '',
      settingsOf(activationKinds[name]),
    ]),
  ],
  initializers: () => settingsTable('init', initializers),
  optimizers: () => settingsTable('optimizer', optimizerKinds),
  data: () => settingsTable('data', dataKinds),
  layers: () => settingsTable('layer', layerKinds),
  probes: () => [['probe', 'records'], ...labelsOf(probeKinds).map(([name, label]) => [code(name), label])],
  symptoms: () => [
    ['symptom', 'evidence'],
    ...Object.entries(symptomKinds).map(([name, { description }]) => [code(name), description]),
  ],
  formats: () => [
    ['format', 'files', 'read as data', 'read as a log', '`export --to`'],
    ...Object.entries(fileFormats).map(
      ([name, { title, endings, names, table, log, network, experiment }]) => [
        title,
        names ? code(names.shown) : endings.map(code).join(', '),
        table ? 'yes' : '',
        log ? (log.isRefused ? 'refused, with advice' : 'yes') : '',
        network || experiment ? `${code(name)}: ${(network ?? experiment).holds}` : '',
      ],
    ),
  ],
};

const settingsTable = (what, kinds) => [
  [what, 'label', 'settings'],
  ...labelsOf(kinds).map(([name, label]) => [code(name), label, settingsOf(kinds[name])]),
];

const settingsOf = ({ settings = {} }) =>
  Object.entries(settings)
    .map(
      ([name, setting]) =>
        `${code(name)}${setting.default === undefined ? '' : ` ${shown(setting.default)}`}`,
    )
    .join(', ');

const shown = value => (typeof value === 'number' ? settingText(value) : String(value));
const code = text => `\`${text}\``;
const cell = text => String(text ?? '').replaceAll('|', '\\|');
const line = cells => `| ${cells.map(cell).join(' | ')} |`;

function markdown([head, ...rows]) {
  return [line(head), `|${'---|'.repeat(head.length)}`, ...rows.map(line)].join('\n');
}

/** A page with its tables as the kinds are now. */
export const withTables = page =>
  page.replaceAll(
    /<!-- table: (\w+) -->\n[\s\S]*?<!-- end -->/g,
    (_, name) => `<!-- table: ${name} -->\n${markdown(TABLES[name]())}\n<!-- end -->`,
  );

/** The tables of all kinds, by name. */
export const TABLE_NAMES = Object.keys(TABLES);

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  for (const page of PAGES) writeFileSync(page, withTables(readFileSync(page, 'utf8')));
}
