import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';

/** The content of a page: files in memory by path (`/index.html`), then a folder. */
export interface Site {
  readonly files?: Readonly<Record<string, string | Uint8Array>>;
  readonly folder?: string;
}

const TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.mjs': 'text/javascript; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.ttf': 'font/ttf',
  '.wasm': 'application/wasm',
};

/** Serves a site on a free port of the loopback interface; `close` ends open connections too. */
export async function serve(site: Site): Promise<{ url: string; close: () => Promise<void> }> {
  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    const path = pathname.endsWith('/') ? `${pathname}index.html` : pathname;
    const body = await read(site, decodeURIComponent(path));
    if (body === undefined) return response.writeHead(404).end(`${path} not found`);
    const type = TYPES[extname(path)] ?? 'application/octet-stream';
    return response.writeHead(200, { 'content-type': type }).end(body);
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, close: () => close(server) };
}

async function read({ files, folder }: Site, path: string): Promise<string | Uint8Array | undefined> {
  if (files && Object.hasOwn(files, path)) return files[path];
  if (folder === undefined) return undefined;
  // `normalize` resolves every `..` against the leading slash, so the path stays inside the folder.
  return readFile(join(folder, normalize(path))).catch(() => undefined);
}

function close(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise(resolve => server.close(() => resolve()));
}
