import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The folder and name of the package that a module belongs to. */
const IN_PACKAGE = /^(.*[\\/]node_modules[\\/]((?:@[^\\/]+[\\/])?[^\\/]+))[\\/]/;

/** A plugin that writes the licences of all bundled packages of others to `licences.txt`. */
export const licences = () => ({
  name: 'licences',
  generateBundle() {
    const folders = [...this.getModuleIds()].flatMap(id => IN_PACKAGE.exec(id)?.[1] ?? []);
    const source = [...new Set(folders)]
      .sort()
      .map(licenceOf)
      .join(`\n${'-'.repeat(80)}\n\n`);
    this.emitFile({ type: 'asset', fileName: 'licences.txt', source });
  },
});

function licenceOf(folder) {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const file = readdirSync(folder).find(each => /^licen[cs]e/i.test(each));
  return `${name} ${version} (${license})\n\n${file ? readFileSync(join(folder, file), 'utf8') : ''}`;
}
