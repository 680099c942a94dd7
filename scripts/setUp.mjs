// Makes a checkout ready: dependencies, build and, with --browser, a Chromium, with --postgres, a PostgreSQL, with --torch,
// a PyTorch. Runs before `npm start` and `npm test`, on whatever Node the system has (20 or newer) and before any
// dependency exists. Does nothing if all is there. --no-lab leaves it to the caller to compile changed sources, and the
// built lab as it is.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const cache = join(root, 'node_modules', '.cache', 'gradscope');
const installedStamp = join(cache, 'installed');
const builtStamp = join(cache, 'built');
const QUIET = ['--no-audit', '--no-fund', '--loglevel=error'];

installDependencies();
build();
if (process.argv.includes('--browser')) {
  const { setUpChromium } = await import('./browser/setUpChromium.mjs');
  await setUpChromium().catch(error => stop(error.message));
}
if (process.argv.includes('--postgres')) {
  const { setUpPostgres } = await import('./postgres/setUpPostgres.mjs');
  try {
    setUpPostgres();
  } catch (error) {
    stop(error.message);
  }
}
if (process.argv.includes('--torch')) {
  const { setUpTorch } = await import('./python/setUpTorch.mjs');
  setUpTorch();
}

/** Installs when there is no complete install, or when package-lock.json has changed since. */
function installDependencies() {
  const lockFile = join(root, 'package-lock.json');
  // npm writes this file last, so an interrupted install does not have it.
  const npmRecord = join(root, 'node_modules', '.package-lock.json');
  const lockHash = createHash('sha256').update(readFileSync(lockFile)).digest('hex');
  if (existsSync(npmRecord)) {
    const stamp = existsSync(installedStamp) ? readFileSync(installedStamp, 'utf8') : '';
    if (stamp === lockHash || statSync(npmRecord).mtimeMs >= statSync(lockFile).mtimeMs) return;
    npm('Dependencies have changed: updating them', 'install', '--no-save', ...QUIET);
  } else {
    npm('Installing dependencies (once, about a minute)', 'ci', ...QUIET);
    // `npm ci` has just built, through the `prepare` script.
    writeStamp(builtStamp, String(Date.now()));
  }
  writeStamp(installedStamp, lockHash);
}

/** Builds if a source is newer than the last build, or if the output is missing. */
function build() {
  const startedAt = Date.now();
  const builtAt = existsSync(builtStamp) ? Number(readFileSync(builtStamp, 'utf8')) : 0;
  const outputs = [
    ...packageFolders().map(folder => join(folder, 'dist')),
    join(root, 'packages/cli/bundle'),
  ];
  const isBuilt = outputs.every(existsSync);
  if (isBuilt && newestIn(sourceFolders()) <= builtAt) return;
  npm('Building', 'run', '--silent', 'build');
  writeStamp(builtStamp, String(startedAt));
}

function packageFolders() {
  const packages = join(root, 'packages');
  return readdirSync(packages).map(name => join(packages, name));
}

/** The folders whose files the build reads; with --no-lab those that `tsc` does not compile. */
function sourceFolders() {
  if (process.argv.includes('--no-lab'))
    return ['kernels', 'scripts'].map(name => join(root, 'packages/core', name));
  return packageFolders().flatMap(folder => ['src', 'kernels', 'scripts'].map(name => join(folder, name)));
}

/** When the newest file in some folders was changed, in ms. */
function newestIn(folders) {
  const times = folders
    .filter(existsSync)
    .flatMap(path => readdirSync(path, { recursive: true, withFileTypes: true }))
    .filter(entry => entry.isFile() && entry.name !== 'kernelBytes.ts')
    // Node 20.11 and older call it `path`.
    .map(entry => statSync(join(entry.parentPath ?? entry.path, entry.name)).mtimeMs);
  return Math.max(0, ...times);
}

function writeStamp(path, text) {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}

function npm(announcement, ...args) {
  console.log(`${announcement}: npm ${args.filter(arg => !QUIET.includes(arg)).join(' ')}`);
  const { status, error } = spawnSync('npm', args, {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    shell: process.platform === 'win32',
  });
  if (status !== 0)
    stop(`npm ${args[0]}: expected exit code 0, got ${status ?? error?.message}; see its message above`);
}

function stop(message) {
  console.error(message);
  process.exit(1);
}
