import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { type IncomingHttpHeaders, type RequestOptions, request } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { labServer } from './labServer.ts';
import { listen } from './listen.ts';

const folder = mkdtempSync(join(tmpdir(), 'gradscope-site-'));
const at = (...parts: string[]) => join(folder, ...parts);
const LONG = 'export const a = 1;\n'.repeat(500);
const SECRET = 'not part of the site';
let server: ReturnType<typeof labServer>;
let port: number;

beforeAll(async () => {
  for (const path of ['site/assets', 'site-too']) mkdirSync(at(path), { recursive: true });
  const files = {
    'site/index.html': '<!doctype html>',
    'site/lab.html': '<!doctype html><title>lab</title>',
    'site/assets/index.html': 'of a folder',
    'site/assets/a-1.js': 'export {};',
    'site/assets/a.css': 'p { margin: 0 }',
    'site/assets/a.wasm': '\0asm',
    'site/assets/long.js': LONG,
    'site/assets/a.unheard-of': '',
    'secret.txt': SECRET,
    'site-too/secret.txt': SECRET,
  };
  for (const [path, text] of Object.entries(files)) writeFileSync(at(path), text);
  symlinkSync(at('secret.txt'), at('site/link.txt'));
  symlinkSync(at('site-too'), at('site/folder'));
  symlinkSync(at('site/lab.html'), at('site/inside.html'));
  // The site itself may be reached through a link, as npm links a workspace.
  symlinkSync(at('site'), at('linked'));
  server = labServer(at('linked'));
  port = await listen(server, 40_000 + (process.pid % 10_000));
});
afterAll(() => {
  server.close();
  rmSync(folder, { recursive: true });
});

interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** Sends a path as it is; `fetch` would resolve it first. */
function ask(path: string, options: RequestOptions = {}): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sent = request({ host: '127.0.0.1', port, path, agent: false, ...options }, response => {
      let body = '';
      response.setEncoding('utf8').on('data', text => {
        body += text;
      });
      response.on('end', () => resolve({ status: response.statusCode!, headers: response.headers, body }));
    });
    sent.on('error', reject).end();
  });
}

async function fetchBytes(
  path: string,
  headers: Record<string, string>,
): Promise<{ headers: IncomingHttpHeaders; bytes: Buffer }> {
  const sent = request({ host: '127.0.0.1', port, path, agent: false, headers }).end();
  const [response] = await once(sent, 'response');
  return { headers: response.headers, bytes: await buffer(response) };
}

test('it listens on loopback only', () => {
  expect((server.address() as AddressInfo).address).toBe('127.0.0.1');
});

describe('what is served', () => {
  it.each([
    ['/', 'text/html; charset=utf-8', '<!doctype html>'],
    ['/lab.html?x=1', 'text/html; charset=utf-8', '<!doctype html><title>lab</title>'],
    ['/inside.html', 'text/html; charset=utf-8', '<!doctype html><title>lab</title>'],
    ['/assets/', 'text/html; charset=utf-8', 'of a folder'],
    ['/assets/%61-1.js', 'text/javascript; charset=utf-8', 'export {};'],
    ['/assets/a.css', 'text/css; charset=utf-8', 'p { margin: 0 }'],
    ['/assets/a.wasm', 'application/wasm', '\0asm'],
    ['/assets/a.unheard-of', 'application/octet-stream', ''],
  ])('%s is %s', async (path, type, text) => {
    const { status, headers, body } = await ask(path);
    expect([status, headers['content-type'], body]).toEqual([200, type, text]);
  });

  it('is the file as it is now, though the server started before', async () => {
    writeFileSync(at('site/new.html'), 'first');
    expect((await ask('/new.html')).body).toBe('first');
    writeFileSync(at('site/new.html'), 'second');
    expect((await ask('/new.html')).body).toBe('second');
  });

  it('is not sent again to whom has it: 304', async () => {
    const { etag } = (await ask('/')).headers;
    const again = await ask('/', { headers: { 'if-none-match': etag } });
    expect([again.status, again.body]).toEqual([304, '']);
  });

  it('has no body for HEAD', async () => {
    const { status, headers, body } = await ask('/', { method: 'HEAD' });
    expect([status, headers['content-type'], body]).toEqual([200, 'text/html; charset=utf-8', '']);
  });
});

describe('a file of some length', () => {
  const decoders = { br: brotliDecompressSync, gzip: gunzipSync };

  it.each(['br', 'gzip'] as const)(
    'is sent as %s to whom takes it, with a tag of its own',
    async encoding => {
      const headers = { 'accept-encoding': encoding };
      const response = await fetchBytes('/assets/long.js', headers);
      expect(response.headers).toMatchObject({ 'content-encoding': encoding, vary: 'Accept-Encoding' });
      expect(response.bytes.length).toBeLessThan(LONG.length / 10);
      expect(decoders[encoding](response.bytes).toString()).toBe(LONG);
      const plain = await ask('/assets/long.js');
      expect(plain.headers).not.toHaveProperty('content-encoding');
      expect([plain.body, plain.headers.vary]).toEqual([LONG, 'Accept-Encoding']);
      expect(plain.headers.etag).not.toBe(response.headers.etag);
      const tagged = { ...headers, 'if-none-match': response.headers.etag! };
      const again = await ask('/assets/long.js', { headers: tagged });
      expect([again.status, again.headers.vary]).toEqual([304, 'Accept-Encoding']);
    },
  );

  it('is sent as it is if it is short, or of a type that is compressed already', async () => {
    for (const path of ['/assets/a.css', '/assets/a.unheard-of']) {
      const { headers } = await ask(path, { headers: { 'accept-encoding': 'br' } });
      expect(headers).not.toHaveProperty('content-encoding');
    }
  });
});

describe('outside the site nothing is served', () => {
  it.each([
    '/../secret.txt',
    '/assets/../../secret.txt',
    '/%2e%2e/secret.txt',
    '/..%2fsecret.txt',
    '/%2e%2e%2fsecret.txt',
    '/%2E%2E%2Fsite-too%2Fsecret.txt',
    '/%252e%252e%252fsecret.txt',
    '/..%5csecret.txt',
    '/assets/..%2f..%2fsecret.txt',
    '/....//secret.txt',
    '//secret.txt',
    '/link.txt',
    '/folder/secret.txt',
    '/folder/',
    '/secret.txt%00',
    '/index.html%00',
    '/%00',
    '/%zz',
    '/%ff',
    '/assets',
    '/lab.html/',
    '/none.html',
    `/${'a'.repeat(5000)}`,
  ])('%s is not found', async path => {
    const { status, body } = await ask(path);
    expect(status).toBe(404);
    expect(body).not.toContain(SECRET);
  });

  it.each(['/..\\secret.txt', 'http://example.com/../secret.txt', 'file:///secret.txt'])(
    '%s, which no browser sends, is not found or refused as malformed',
    async path => {
      const { status, body } = await ask(path);
      expect([400, 404]).toContain(status);
      expect(body).not.toContain(SECRET);
    },
  );
});

describe('who is answered', () => {
  it.each(['127.0.0.1', 'localhost', '[::1]'])('one who asks for %s, and its pages', async name => {
    const host = `${name}:${port}`;
    for (const headers of [{ host }, { host, origin: `http://${host}` }])
      expect((await ask('/', { headers })).status).toBe(200);
  });

  const foreign = (own: string) => [
    'example.com',
    `example.com:${own}`,
    `127.0.0.1.example.com:${own}`,
    `localhost.:${own}`,
    `127.0.0.2:${own}`,
    `0.0.0.0:${own}`,
    '127.0.0.1',
    '127.0.0.1:1',
  ];

  it.each(foreign('<port>'))('not one who asks for the host %s', async host => {
    const { status, body } = await ask('/', { headers: { host: host.replace('<port>', String(port)) } });
    expect(status).toBe(403);
    expect(body).toMatch(/^Host: expected 127\.0\.0\.1:\d+, got "/);
  });

  it.each([...foreign('<port>').map(host => `http://${host}`), 'https://localhost:<port>', 'null'])(
    'not a page of the origin %s',
    async origin => {
      const { status, body } = await ask('/', {
        headers: { origin: origin.replace('<port>', String(port)) },
      });
      expect(status).toBe(403);
      expect(body).toMatch(/^Origin: expected http:\/\/127\.0\.0\.1:\d+, got "/);
    },
  );

  it('not a page of another site, unless it is a link to a page here', async () => {
    const foreign = { 'sec-fetch-site': 'cross-site' };
    const refused = await ask('/', { headers: { ...foreign, 'sec-fetch-mode': 'no-cors' } });
    expect([refused.status, refused.body]).toEqual([
      403,
      'Sec-Fetch-Site: expected a page of this server, got "cross-site"\n',
    ]);
    const link = { ...foreign, 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document' };
    expect((await ask('/', { headers: link })).status).toBe(200);
    expect((await ask('/store/sweeps.json', { headers: link })).status).toBe(403);
    expect((await ask('/', { headers: { 'sec-fetch-site': 'same-origin' } })).status).toBe(200);
  });

  it('not one who names no host', async () => {
    const answer = await new Promise<string>((resolve, reject) => {
      let text = '';
      const socket = connect(port, '127.0.0.1', () => socket.write('GET / HTTP/1.0\r\n\r\n'));
      socket.setEncoding('utf8').on('data', data => {
        text += data;
      });
      socket.on('error', reject).on('close', () => resolve(text));
    });
    expect(answer).toMatch(/^HTTP\/1\.1 40[03] /);
    expect(answer).not.toContain('<!doctype html>');
  });

  it.each(['POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS'])('not %s', async method => {
    const { status, headers } = await ask('/', { method });
    expect([status, headers.allow]).toEqual([405, 'GET, HEAD']);
  });
});

describe('a server that lets pages of two origins embed it', () => {
  const embedders = ['https://a.example', 'http://localhost:8080'];
  let embedding: ReturnType<typeof labServer>;
  let embeddingPort: number;
  beforeAll(async () => {
    embedding = labServer(at('site'), undefined, embedders);
    embeddingPort = await listen(embedding, 50_000 + (process.pid % 10_000));
  });
  afterAll(() => {
    embedding.close();
  });

  it('names them, and nobody else, and answers what a frame of theirs asks', async () => {
    const framed = {
      'sec-fetch-site': 'cross-site',
      'sec-fetch-mode': 'navigate',
      'sec-fetch-dest': 'iframe',
    };
    const { status, headers } = await ask('/lab.html', { port: embeddingPort, headers: framed });
    expect(status).toBe(200);
    expect(headers['content-security-policy']).toMatch(
      /; frame-ancestors https:\/\/a\.example http:\/\/localhost:8080$/,
    );
    expect(headers).not.toHaveProperty('x-frame-options');
  });
});

test.each([
  ['a page', '/', {}],
  ['what is not found', '/none', {}],
  ['what is refused', '/', { host: 'example.com' }],
])('%s comes with the headers that bind the browser', async (_what, path, given) => {
  const { headers } = await ask(path, { headers: given });
  expect(headers).toMatchObject({
    'content-security-policy':
      "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self'; " +
      "style-src 'self'; img-src 'self' blob: data:; connect-src 'self'; " +
      "base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'referrer-policy': 'no-referrer',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
  });
  expect(headers).not.toHaveProperty('access-control-allow-origin');
  expect(headers).not.toHaveProperty('strict-transport-security');
  if (path === '/' && !('host' in given)) expect(headers['cache-control']).toBe('no-cache');
});
