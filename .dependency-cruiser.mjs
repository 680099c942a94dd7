// Who may import whom: DESIGN.md, "The house". Tests are left out; they may import anything.

import { readdirSync } from 'node:fs';

/** What a package may import besides itself. Of `lab`, `cli` serves only the built files: nothing is imported. */
const PACKAGES = {
  core: [],
  formats: ['core'],
  figures: ['core'],
  sweep: ['core', 'formats'],
  tfjs: ['core', 'formats'],
  lab: ['core', 'formats', 'figures'],
  cli: ['core', 'formats', 'figures', 'sweep'],
};

/**
 * The folders of a package from left to right: a folder may import what stands left of it; neighbours in a row
 * may not meet.
 */
const ORDERS = {
  core: [
    ['text'],
    ['kinds'],
    ['engine'],
    ['random'],
    ['data', 'network'],
    ['training'],
    ['probe', 'theory'],
    ['log'],
    ['experiment'],
    ['diagnosis'],
  ],
  figures: [
    ['sheet'],
    ['axes'],
    ['marks'],
    ['records'],
    ['canvas', 'panels'],
    ['figures', 'maps'],
    ['kinds'],
  ],
  lab: [
    ['files', 'session'],
    ['rows'],
    ['state'],
    ['ui'],
    ['controls', 'saved', 'transport', 'views'],
    ['data', 'diagnosis', 'export', 'imported'],
    ['tools'],
    ['map', 'page', 'story'],
  ],
};

const BROWSER_SAFE = '^packages/(core|formats|figures|lab|tfjs)/src/';

const packageRules = Object.entries(PACKAGES).map(([name, allowed]) => ({
  name: `${name}-imports`,
  severity: 'error',
  comment: `${name} may import ${allowed.join(', ') || 'no other package'}`,
  from: { path: `^packages/${name}/src/` },
  to: { path: '^packages/', pathNot: `^packages/(${[name, ...allowed].join('|')})/` },
}));

const orderRules = Object.entries(ORDERS).flatMap(([name, order]) => {
  requireEvery(name, order.flat());
  return order.flatMap((row, i) =>
    row.map(folder => {
      const left = order.slice(0, i).flat();
      return {
        name: `${name}-${folder}-imports-leftward`,
        severity: 'error',
        comment: `${name}/${folder} may import ${left.join(', ') || 'no other folder'}`,
        from: { path: `^packages/${name}/src/${folder}/` },
        to: {
          path: `^packages/${name}/src/`,
          pathNot: `^packages/${name}/src/(${[folder, ...left].join('|')})/`,
        },
      };
    }),
  );
});

/** Throws if a folder of the package has no place in its order. */
function requireEvery(name, ordered) {
  const folders = readdirSync(new URL(`packages/${name}/src`, import.meta.url), { withFileTypes: true })
    .filter(entry => entry.isDirectory() && entry.name !== 'public')
    .map(entry => entry.name);
  const missing = folders.filter(folder => !ordered.includes(folder));
  if (missing.length > 0) {
    throw new Error(`ORDERS.${name}: expected a place for every folder, got none for ${missing.join(', ')}`);
  }
}

export default {
  forbidden: [
    ...packageRules,
    ...orderRules,
    {
      name: 'no-cycle',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'through-the-package-name',
      severity: 'error',
      comment: 'another package is imported by its name, not by its files',
      from: { path: '^packages/([^/]+)/' },
      to: { path: '^packages/[^/]+/src/', pathNot: '^packages/$1/' },
    },
    {
      name: 'core-needs-only-zod',
      severity: 'error',
      from: { path: '^packages/core/src/' },
      to: { path: 'node_modules/', pathNot: 'node_modules/zod/' },
    },
    {
      name: 'no-node-api',
      severity: 'error',
      comment: 'core, formats, figures and tfjs run in a browser too, and lab only there',
      from: { path: BROWSER_SAFE },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'declared-dependencies',
      severity: 'error',
      comment: "what a package's source imports stands under dependencies in its own package.json",
      from: { path: '^packages/[^/]+/src/', pathNot: '^packages/cli/' },
      to: { dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'] },
    },
    {
      name: 'declared-dependencies-of-the-bundle',
      severity: 'error',
      comment: 'npm publishes the program bundled: what it contains may stand under devDependencies',
      from: { path: '^packages/cli/src/' },
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] },
    },
    {
      name: 'resolvable',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    exclude: { path: '\\.test\\.ts$' },
    doNotFollow: { path: ['node_modules', '/dist/'] },
    // Type imports count: they too say who knows whom.
    tsPreCompilationDeps: true,
    combinedDependencies: false,
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'default'] },
  },
};
