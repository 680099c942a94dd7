import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { defaultClientConditions, defineConfig } from 'vite';

const root = join(import.meta.dirname, 'src');

/** Our own packages do nothing when they are imported (CONVENTIONS.md, 10): what of them is not used is left out. */
const OURS = /\/packages\/(core|formats|figures)\/dist\//;
const treeshake = { moduleSideEffects: id => !OURS.test(id) };

/** Of the library's code: results that pages keep are of the code that computed them. */
function libraryHash() {
  const folder = join(import.meta.dirname, '../core/dist');
  const hash = createHash('sha256');
  const files = readdirSync(folder, { recursive: true }).filter(file => /\.(m?js|wasm)$/.test(file));
  for (const file of files.sort()) hash.update(file).update(readFileSync(join(folder, file)));
  return hash.digest('hex').slice(0, 16);
}

/** The texts in which a schema and the settings of kinds describe themselves, as tsc writes them. */
const DESCRIPTIONS =
  /\.describe\('(?:[^'\\]|\\.)*'\)|\.describe\(description\)|\bdescription: '(?:[^'\\]|\\.)*',?/g;

/**
 * Leaves out of every script the half of zod that describes a schema as JSON Schema, and the texts that it would describe
 * ours with: 10 kB of gzip. The pages only read experiments. Whatever asks for a description all the same gets an error.
 */
const withoutJsonSchema = {
  name: 'without-json-schema',
  transform(code, id) {
    if (!/\/packages\/core\/dist\/(experiment|data|network|training|diagnosis)\//.test(id)) return undefined;
    return { code: code.replace(DESCRIPTIONS, ''), map: null };
  },
  load(id) {
    if (!/\/zod\/v4\/core\/(json-schema-processors|to-json-schema)\.js$/.test(id)) return undefined;
    const names = [...readFileSync(id, 'utf8').matchAll(/^export (?:const|function) (\w+)/gm)].map(
      ([, name]) => name,
    );
    const made = names.map(
      name => `export const ${name} = ${name.startsWith('create') ? '() => ' : ''}leftOut;`,
    );
    return [
      'const leftOut = () => { throw new Error("JSON Schema: left out of the pages"); };',
      ...made,
    ].join('\n');
  },
};

/** Of d3's geography only what draws paths: no figure here is a map of the Earth, and its projections are 8 kB of gzip. */
const withoutProjections = {
  name: 'without-projections',
  load(id) {
    if (!id.endsWith('/@observablehq/plot/src/projection.js')) return undefined;
    return readFileSync(id, 'utf8').replace(/import \{([^}]*)\} from "d3";/, (_, list) => {
      const names = list.split(',').map(name => name.trim());
      const [kept, left] = [true, false].map(is =>
        names.filter(name => ['geoPath', 'geoStream', 'geoTransform'].includes(name) === is),
      );
      return [
        `import {${kept}} from "d3";`,
        'const leftOut = () => { throw new Error("projection: left out of the pages"); };',
        ...left.map(name => `const ${name} = leftOut;`),
      ].join('\n');
    });
  },
};

/** Modules of core that `…Later.js` beside them replaces, so that they are loaded when they are needed; and for whom. */
const LATER = [
  {
    name: './builders.js',
    importer: /\/network\/layers\/(?!buildersLater)\w+\.js$|\/experiment\/loadLayers\.js$/,
  },
  { name: './memoryComplaint.js', importer: /\/experiment\/(complaints|loadLayers)\.js$/ },
  { name: './measure.js', importer: /\/probe\/curvature\.js$|\/experiment\/loadLayers\.js$/ },
  { name: './predictSignal.js', importer: /\/experiment\/(startingSignal|loadLayers)\.js$/ },
  { name: './model.js', importer: /\/network\/landmarks\.js$|\/experiment\/loadLayers\.js$/ },
];

/** The nodes of layers that are not dense, and what counts memory, come after the page is there: `loadLayers`. */
const laterLayers = {
  name: 'later-layers',
  enforce: 'pre',
  resolveId(source, importer) {
    if (!importer || !/\/packages\/core\/dist\//.test(importer)) return undefined;
    const end = source.slice(source.lastIndexOf('/'));
    const isLater = LATER.some(({ name, importer: of }) => name.slice(1) === end && of.test(importer));
    return isLater ? join(dirname(importer), source.replace(/\.js$/, 'Later.js')) : undefined;
  },
};

export default defineConfig({
  plugins: [withoutJsonSchema, withoutProjections, laterLayers],
  root,
  define: { GRADSCOPE_BUILD: JSON.stringify(libraryHash()) },
  // Relative, so that the site works in any folder of any host.
  base: './',
  // What of our own packages can wait is fetched when it is needed: core/package.json, "imports".
  resolve: { conditions: ['gradscope-later', ...defaultClientConditions] },
  build: {
    outDir: '../dist',
    emptyOutDir: true,
    target: 'es2023',
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 600,
    rolldownOptions: {
      // Formats load their readers and writers when they are used: the library's index has them too.
      checks: { ineffectiveDynamicImport: false },
      input: ['index.html', 'lab.html', 'map.html'].map(name => join(root, name)),
      treeshake,
    },
  },
  worker: {
    format: 'es',
    plugins: () => [withoutJsonSchema, laterLayers],
    rolldownOptions: { checks: { ineffectiveDynamicImport: false }, treeshake },
  },
});
