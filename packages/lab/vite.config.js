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

/** Replaces what a module imports from d3 by functions that throw, except the names to keep. */
function withoutD3(code, { kept = () => false, text }) {
  return code.replace(/import \{([^}]*)\} from "d3";/g, (_, list) => {
    const names = list.split(',').map(name => name.trim());
    const left = names.filter(name => !kept(name)).map(name => name.split(' as ').at(-1));
    return [
      `import {${names.filter(kept)}} from "d3";`,
      `const leftOut${left[0]} = () => { throw new Error("${text}: left out of the pages"); };`,
      ...left.map(name => `const ${name} = leftOut${left[0]};`),
    ].join('\n');
  });
}

/**
 * What of d3 no figure here draws, 25 kB of gzip: maps of the Earth, axes of dates, and colour schemes by name. Whatever asks
 * for one all the same gets an error.
 */
const UNUSED = {
  'plot.js': { text: 'projection', kept: name => !name.startsWith('geo') },
  'scales/schemes.js': { text: 'scheme', kept: name => name === 'quantize' },
  'scales/temporal.js': { text: 'date' },
  'marks/axis.js': { text: 'date', kept: name => name !== 'utcFormat' },
  'marks/tip.js': { text: 'date', kept: name => name !== 'utcFormat' },
};

const withoutUnused = {
  name: 'without-unused-drawing',
  load(id) {
    const [, file] = /\/@observablehq\/plot\/src\/(.+)$/.exec(id) ?? [];
    if (STAND_INS[file]) return STAND_INS[file];
    return UNUSED[file] && withoutD3(readFileSync(id, 'utf8'), UNUSED[file]);
  },
};

const throwing = text => `const leftOut = () => { throw new Error("${text}: left out of the pages"); };`;
const thrown = names => names.map(name => `export const ${name} = leftOut;`);

/** What stands in for modules of Plot of which a figure without maps and dates needs next to nothing. */
const STAND_INS = {
  'projection.js': [
    throwing('projection'),
    'export const createProjection = ({ projection } = {}) => projection == null ? undefined : leftOut();',
    'export const hasProjection = ({ projection } = {}) => projection != null;',
    'export const projectionAspectRatio = projection => projection == null ? undefined : leftOut();',
    ...thrown(['project', 'applyPosition', 'getGeometryChannels', 'xyProjection']),
  ].join('\n'),
  'time.js': [
    throwing('date'),
    'export const [intervalDuration, intervalType] = [Symbol("intervalDuration"), Symbol("intervalType")];',
    ...thrown([
      'parseTimeInterval',
      'timeInterval',
      'utcInterval',
      'generalizeTimeInterval',
      'inferTimeFormat',
    ]),
  ].join('\n'),
};

/**
 * Writes the kernels byte for byte into the script, a character each, in place of base64, which gzip cannot compress well:
 * 5 kB of gzip. Scripts of pages are always read as UTF-8.
 */
const kernelCharacters = {
  name: 'kernel-characters',
  transform(code, id) {
    if (id.endsWith('/packages/core/dist/engine/kernels.js')) {
      return { code: code.replace('atob(kernelBytes)', 'kernelBytes'), map: null };
    }
    if (!id.endsWith('/packages/core/dist/engine/kernelBytes.js')) return undefined;
    const [, base64] = /'([A-Za-z0-9+/=]+)'/.exec(code);
    const text = JSON.stringify(Buffer.from(base64, 'base64').toString('latin1'));
    return { code: `export const kernelBytes = ${text};`, map: null };
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
  plugins: [withoutJsonSchema, withoutUnused, kernelCharacters, laterLayers],
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
    plugins: () => [withoutJsonSchema, kernelCharacters, laterLayers],
    rolldownOptions: { checks: { ineffectiveDynamicImport: false }, treeshake },
  },
});
