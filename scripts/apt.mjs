import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

/** True if {@link aptInstall} can work: apt exists, and this process runs as root. */
export const canInstall = () => process.getuid?.() === 0 && existsSync('/usr/bin/apt-get');

/**
 * Installs a Debian package without its recommended packages.
 *
 * @throws Error with the last lines of apt-get's output
 */
export function aptInstall(name) {
  for (const args of [['update'], ['install', '-y', '--no-install-recommends', name]]) {
    const { status, stderr } = spawnSync('apt-get', args, {
      encoding: 'utf8',
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    if (status !== 0) throw new Error(`apt-get ${args[0]}: ${stderr.trim().split('\n').slice(-2).join(' ')}`);
  }
}
