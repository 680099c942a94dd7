import { once } from 'node:events';
import type { Server } from 'node:net';
import { CliError } from '../cliError.ts';
import { systemErrorText } from '../systemError.ts';

/** How many ports to try after the requested one. */
const MORE_PORTS = 20;
const LARGEST_PORT = 65_535;

/**
 * Makes a server listen on loopback, at a port or the next free one.
 *
 * @returns the port
 * @throws CliError if none of the ports is free, or the system refuses
 */
export async function listen(server: Server, port: number): Promise<number> {
  const last = Math.min(port + MORE_PORTS, LARGEST_PORT);
  for (let candidate = port; candidate <= last; candidate++) {
    try {
      server.listen({ host: '127.0.0.1', port: candidate });
      await once(server, 'listening');
      return candidate;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE')
        throw new CliError(`--port: expected one to listen on, got ${candidate}: ${systemErrorText(error)}`);
    }
  }
  throw new CliError(`--port: expected a free one from ${port} to ${last}, got none`);
}
