import type { HttpBindings } from '@hono/node-server';
import type { MiddlewareHandler } from 'hono';

/** The names under which a browser on this machine reaches it. */
const LOOPBACK = ['127.0.0.1', 'localhost', '[::1]'];

/**
 * Refuses with 403 requests that were not sent to an address of this server (`Host`), or not by one of its
 * pages (`Origin`). The socket is only on loopback, but a foreign page can make its own name resolve to
 * 127.0.0.1 (DNS rebinding): without this check it could read answers as a page of the same origin.
 */
export const ownAddress: MiddlewareHandler<{ Bindings: HttpBindings }> = async (context, next) => {
  const { localPort } = context.env.incoming.socket;
  // Parsed by URL, which leaves out port 80 as browsers do.
  const addresses = LOOPBACK.map(name => new URL(`http://${name}:${localPort}`));
  const host = context.req.header('host');
  if (!addresses.some(address => address.host === host))
    return context.text(refusal('Host', addresses[0].host, host), 403);
  const origin = context.req.header('origin');
  if (origin !== undefined && !addresses.some(address => address.origin === origin))
    return context.text(refusal('Origin', addresses[0].origin, origin), 403);
  return next();
};

const refusal = (header: string, expected: string, got: string | undefined): string =>
  `${header}: expected ${expected}, got ${JSON.stringify(got) ?? 'none'}\n`;
