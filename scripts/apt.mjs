import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

/** Whether {@link aptInstall} can work: apt is there, and this is root. */
export const canInstall = () => process.getuid?.() === 0 && existsSync('/usr/bin/apt-get');

/**
 * Installs one of Debian's packages without what it only recommends.
 *
 * @throws Error with the last lines that apt-get wrote
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
