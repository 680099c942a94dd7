import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { chromiumFolder, systemChromiums } from './chromium.mjs';

/** A Chromium build for Linux x64 inside an npm package, with the libraries and a font it needs. */
const CHROMIUM_PACKAGE = '@sparticuz/chromium@147.0.0';

/**
 * Ways to get a Chromium, in the order they are tried. `install` returns the executable's path, or throws.
 *
 * npm comes first: it needs no rights and stays inside node_modules. apt changes the system, so it is only for root,
 * which on a developer's machine is a container. playwright's download needs its own server, which a closed network lacks.
 */
export const installRoutes = [
  {
    name: `npm (${CHROMIUM_PACKAGE}, 65 MB, into node_modules/.cache)`,
    applies: () => process.platform === 'linux' && process.arch === 'x64',
    install: installFromNpm,
  },
  {
    name: 'apt-get install chromium',
    applies: () => process.getuid?.() === 0 && existsSync('/usr/bin/apt-get'),
    install: installFromApt,
  },
  { name: 'playwright install chromium', applies: () => true, install: installFromPlaywright },
];

async function installFromNpm() {
  const cwd = chromiumFolder;
  writeFileSync(join(cwd, 'package.json'), '{ "private": true }\n');
  run(
    'npm',
    [
      'install',
      '--prefix',
      cwd,
      '--no-save',
      '--no-audit',
      '--no-fund',
      '--loglevel=error',
      CHROMIUM_PACKAGE,
    ],
    {
      cwd,
    },
  );
  // The package unpacks into the temporary folder, where any user could have put a file first, so it gets a
  // folder of its own. It unpacks its shared libraries only if it believes to run on AWS Lambda.
  const unpack = "import('@sparticuz/chromium').then(({ default: chromium }) => chromium.executablePath())";
  run(process.execPath, ['--input-type=module', '--eval', unpack], {
    cwd,
    env: { ...process.env, TMPDIR: cwd, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs22.x' },
  });
  rmSync(join(cwd, 'node_modules'), { recursive: true });
  const launcher = join(cwd, 'chromium.sh');
  writeFileSync(launcher, LAUNCHER);
  chmodSync(launcher, 0o755);
  return launcher;
}

/** Adds the unpacked libraries, and the font if the system has none. */
const LAUNCHER = `#!/bin/sh
here=$(dirname "$0")
export LD_LIBRARY_PATH="\${LD_LIBRARY_PATH:+$LD_LIBRARY_PATH:}$here/al2023/lib"
[ -d /etc/fonts ] || export FONTCONFIG_PATH="$here/fonts"
exec "$here/chromium" "$@"
`;

async function installFromApt() {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  run('apt-get', ['update', '-qq'], { env });
  run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium'], { env });
  return systemChromiums()[0];
}

async function installFromPlaywright() {
  const cli = join(dirname(createRequire(import.meta.url).resolve('playwright-core/package.json')), 'cli.js');
  run(process.execPath, [cli, 'install', 'chromium'], {});
  const { chromium } = await import('playwright-core');
  return chromium.executablePath();
}

/** Runs a program quietly; on failure throws with the last lines it wrote. */
function run(program, args, options) {
  const { status, error, stdout, stderr } = spawnSync(program, args, {
    ...options,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  if (status === 0) return;
  const said = `${stdout ?? ''}${stderr ?? ''}`.trim().split('\n').slice(-3).join(' ');
  throw new Error(`${program} ${args[0]}: expected exit code 0, got ${status ?? error?.message}: ${said}`);
}
