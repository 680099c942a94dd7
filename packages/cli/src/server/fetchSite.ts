import type { MiddlewareHandler } from 'hono';

const STORE = /^\/store(\/|$)/;

/**
 * Refuses with 403 any request by a page of another site (`Sec-Fetch-Site`); browsers send it although that
 * page could not read the answer. Links to a page of the lab are allowed; the page's own headers decide
 * whether it may be framed.
 * Source: the Fetch Metadata Request Headers, section 2.3, and the policy that they are meant for.
 */
export const sameSite: MiddlewareHandler = async (context, next) => {
  const isForeign = context.req.header('sec-fetch-site') === 'cross-site';
  const isLink = context.req.header('sec-fetch-mode') === 'navigate' && !STORE.test(context.req.path);
  if (isForeign && !isLink)
    return context.text('Sec-Fetch-Site: expected a page of this server, got "cross-site"\n', 403);
  return next();
};
