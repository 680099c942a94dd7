import type { MiddlewareHandler } from 'hono';

const STORE = /^\/store(\/|$)/;

/**
 * Refuses with 403 what a page of another site asks for (`Sec-Fetch-Site`), which browsers send although that page could not read
 * the answer. A link to a page of the lab may be followed; whether it may be framed the page's own headers say.
 * Source: the Fetch Metadata Request Headers, section 2.3, and the policy that they are meant for.
 */
export const sameSite: MiddlewareHandler = async (context, next) => {
  const isForeign = context.req.header('sec-fetch-site') === 'cross-site';
  const isLink = context.req.header('sec-fetch-mode') === 'navigate' && !STORE.test(context.req.path);
  if (isForeign && !isLink)
    return context.text('Sec-Fetch-Site: expected a page of this server, got "cross-site"\n', 403);
  return next();
};
