import { join } from 'node:path';
import { defaultClientConditions, defineConfig } from 'vite';

const root = join(import.meta.dirname, 'src');

/** Our own packages do nothing when they are imported (CONVENTIONS.md, 10): what of them is not used is left out. */
const OURS = /\/packages\/(core|formats|figures)\/dist\//;
const treeshake = { moduleSideEffects: id => !OURS.test(id) };

export default defineConfig({
  root,
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
      input: ['index.html', 'lab.html', 'map.html'].map(name => join(root, name)),
      treeshake,
    },
  },
  worker: { format: 'es', rolldownOptions: { treeshake } },
});
