import { realpathSync } from 'node:fs';
import type { Server } from 'node:http';
import { createAdaptorServer, type HttpBindings } from '@hono/node-server';
import { Hono } from 'hono';
import { etag } from 'hono/etag';
import { getMimeType } from 'hono/utils/mime';
import { encodingFor } from './encoding.ts';
import { sameSite } from './fetchSite.ts';
import { ownAddress } from './ownAddress.ts';
import { pageHeaders } from './pageHeaders.ts';
import { SiteContents } from './siteContents.ts';
import { siteFile } from './siteFile.ts';

/**
 * An HTTP server, not listening yet, that answers GET and HEAD with the files of a folder, and below `/store`
 * with the given routes, and refuses everything else.
 *
 * @param embedders origins whose pages may show the lab in a frame
 */
export function labServer(
  folder: string,
  store?: Hono<{ Bindings: HttpBindings }>,
  embedders: readonly string[] = [],
): Server {
  const site = realpathSync(folder);
  const app = new Hono<{ Bindings: HttpBindings }>();
  const contents = new SiteContents((content, type) =>
    store !== undefined && type.startsWith('text/html') ? withStoreMark(content) : content,
  );
  app.use(pageHeaders(embedders), ownAddress, sameSite, etag());
  if (store) app.route('/store', store);
  app.get('*', async context => {
    const file = await siteFile(site, context.req.path);
    if (file === undefined) return context.text('There is no such page.\n', 404);
    const type = getMimeType(file) ?? 'application/octet-stream';
    const accepted = encodingFor(context.req.header('accept-encoding'));
    const { body, etag, varies, encoding } = await contents.read(file, type, accepted);
    return context.body(body, 200, {
      'cache-control': 'no-cache',
      'content-type': type,
      etag,
      ...(varies && { vary: 'Accept-Encoding' }),
      ...(encoding && { 'content-encoding': encoding }),
    });
  });
  app.all('*', context => context.text('Only GET and HEAD are answered.\n', 405, { allow: 'GET, HEAD' }));
  return createAdaptorServer({ fetch: app.fetch }) as Server;
}

/** Marks a page so that it asks for a store, which other servers do not have. */
const withStoreMark = (page: Buffer): Buffer =>
  Buffer.from(page.toString().replace('<html ', '<html data-store '));
