import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdirSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { type AddressInfo, connect, createServer } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { serve } from '../../../scripts/browser/serve.ts';
import { withPage } from '../../../scripts/browser/withPage.ts';
import {
  BIN,
  type Ended,
  gradscopeHere,
  type RunOptions,
  runProcess,
  temporaryFolder,
} from './runProgram.ts';

const folder = temporaryFolder();
afterAll(folder.remove);
const at = (...parts: string[]) => join(folder.path, ...parts);

/** How long a server keeps a connection open that nobody uses, in ms: less is at once, on a busy machine too. */
const KEPT_OPEN = 5000;
const ADDRESS = /http:\/\/127\.0\.0\.1:(\d+)\//;

interface Lab {
  readonly address: string;
  readonly port: number;
  /** All that it has said on standard output so far. */
  readonly said: string;
  /** What it first says on standard error. */
  readonly complaint: Promise<string>;
  /** Sends Ctrl-C, or SIGTERM, and waits for the end. */
  readonly stop: (signal?: 'SIGINT' | 'SIGTERM') => Promise<Ended>;
}

/** Starts the lab, lets `use` work with it, and stops it whatever happens. */
async function withLab<Result>(
  args: readonly string[],
  use: (lab: Lab) => Promise<Result>,
  { bin = BIN, ...options }: RunOptions & { readonly bin?: string } = {},
): Promise<Result> {
  let child!: ChildProcess;
  let complaint: Promise<string>;
  const ended = runProcess(process.execPath, [bin, 'lab', ...args], {
    ...options,
    during: started => {
      child = started;
      complaint = new Promise(resolve => child.stderr!.once('data', resolve));
    },
  });
  try {
    const said = await Promise.race([whatIsSaid(child), ended]);
    if (typeof said !== 'string') throw new Error(`withLab: expected an address, got ${said.stderr}`);
    const [address, port] = said.match(ADDRESS)!;
    const stop = (signal: 'SIGINT' | 'SIGTERM' = 'SIGINT') => {
      child.kill(signal);
      return ended;
    };
    return await use({ address, port: Number(port), said, complaint: complaint!, stop });
  } finally {
    child.kill('SIGKILL');
  }
}

function whatIsSaid(child: ChildProcess): Promise<string> {
  let said = '';
  return new Promise(resolve =>
    child.stdout!.on('data', text => {
      said += text;
      if (said.includes('Ctrl-C')) resolve(said);
    }),
  );
}

/** A port that was free a moment ago. */
function freePort(): Promise<number> {
  const server = createServer();
  return new Promise(resolve =>
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    }),
  );
}

describe('gradscope lab', () => {
  it('serves the pages at port 4816 unless told, or one of the 20 after it', async () => {
    await withLab(['--no-open'], async ({ address, port, said }) => {
      const taken = port === 4816 ? '' : 'Port 4816 is taken: t';
      expect(said).toBe(`${taken || 'T'}he lab is at ${address}\nCtrl-C stops it.\n`);
      expect(port).toBeGreaterThanOrEqual(4816);
      expect(port).toBeLessThanOrEqual(4836);
      const page = await fetch(address);
      expect([page.status, page.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
      expect(await page.text()).toContain('<title>Gradscope');
    });
  });

  it('takes the next free port where the one asked for is taken, and says so', async () => {
    const args = ['--no-open', '--port', String(await freePort())];
    await withLab(args, first =>
      withLab(args, async second => {
        expect(second.port).toBeGreaterThan(first.port);
        expect(second.said).toContain(`Port ${args[2]} is taken: the lab is at ${second.address}\n`);
        for (const { address } of [first, second]) expect((await fetch(address)).status).toBe(200);
      }),
    );
  });

  it.each(['SIGINT', 'SIGTERM'] as const)(
    'ends at once on %s, with 130, and frees its port though a request is under way',
    async signal => {
      const args = ['--no-open', '--port', String(await freePort())];
      const first = await withLab(args, async ({ address, port, stop }) => {
        await (await fetch(address)).text();
        const socket = connect(port, '127.0.0.1').on('error', () => {});
        await new Promise<void>(resolve => socket.write('GET / HTTP/1.1\r\n', () => resolve()));
        // The server has read that by the time it answers this.
        await (await fetch(address)).text();
        const start = performance.now();
        const { code, stderr } = await stop(signal);
        expect(performance.now() - start).toBeLessThan(KEPT_OPEN);
        expect([code, stderr]).toEqual([130, '']);
        return port;
      });
      const next = createServer().listen(first, '127.0.0.1');
      await once(next, 'listening');
      next.close();
    },
  );

  it.each(['0', '65536', '-1', '80.5', 'http', ''])('refuses --port "%s" with 2, in one line', async port => {
    expect(await gradscopeHere(['lab', `--port=${port}`])).toEqual({
      stdout: '',
      stderr: `gradscope: --port: expected a whole number from 1 to 65535, got ${JSON.stringify(port)}\n`,
      code: 2,
    });
  });

  it('refuses an --embed that is no origin with 2, in one line', async () => {
    expect(await gradscopeHere(['lab', '--embed', 'https://example.org/page'])).toEqual({
      stdout: '',
      stderr:
        'gradscope: --embed: expected an origin such as https://example.org or http://localhost:8080, ' +
        'got "https://example.org/page"; its origin is https://example.org\n',
      code: 2,
    });
  });

  it('ends with 2 and one line that says what to do, where its pages are not built', async () => {
    const { bin } = installedPackages('unbuilt');
    expect(await runProcess(process.execPath, [bin, 'lab', '--no-open'])).toEqual({
      stdout: '',
      stderr: 'gradscope: lab: expected its pages to be built, got none: run npm run build\n',
      code: 2,
    });
  });

  it('finds its pages where npm installs the packages', async () => {
    const { bin, lab } = installedPackages('installed');
    mkdirSync(join(lab, 'dist'));
    writeFileSync(join(lab, 'dist/index.html'), 'the installed page');
    await withLab(
      ['--no-open'],
      async ({ address }) => expect(await (await fetch(address)).text()).toBe('the installed page'),
      { bin },
    );
  });
});

/** The command line installed in a folder beside its dependencies, with a lab that has no pages yet. */
function installedPackages(name: string): { readonly bin: string; readonly lab: string } {
  const ours = fileURLToPath(new URL('../', import.meta.url));
  const npmFolder = fileURLToPath(new URL('../../../node_modules', import.meta.url));
  const modules = at(name, 'node_modules');
  const [cli, lab] = [join(modules, '@gradscope/cli'), join(modules, '@gradscope/lab')];
  for (const path of [cli, lab]) mkdirSync(path, { recursive: true });
  for (const path of ['bin', 'bundle', 'package.json'])
    cpSync(join(ours, path), join(cli, path), { recursive: true });
  writeFileSync(join(lab, 'package.json'), readFileSync(join(ours, '../lab/package.json')));
  for (const other of readdirSync(npmFolder).filter(path => path !== '@gradscope' && !path.startsWith('.')))
    symlinkSync(join(npmFolder, other), join(modules, other));
  for (const other of ['figures', 'formats'])
    symlinkSync(join(ours, '..', other), join(modules, '@gradscope', other));
  return { bin: join(cli, 'bin/gradscope.js'), lab };
}

// Elsewhere the system has no setting for its browser that only one process sees.
describe.runIf(process.platform === 'linux')('the browser', () => {
  /** Without a desktop, whose own browser would come first. */
  const browserIs = (browser: string) => ({
    env: { BROWSER: browser, XDG_CURRENT_DESKTOP: 'X-Generic', DISPLAY: '', WAYLAND_DISPLAY: '' },
  });

  it('is opened at the address, once', async () => {
    writeFileSync(at('browser'), `#!/bin/sh\necho "$1" >> '${at('opened')}'\n`, { mode: 0o755 });
    await withLab(
      [],
      async ({ address, stop }) => {
        const opened = () => readFileSync(at('opened'), 'utf8');
        await expect.poll(opened, { timeout: 10_000 }).toBe(`${address}\n`);
        expect((await stop()).stderr).toBe('');
      },
      browserIs(at('browser')),
    );
  });

  it('may be missing: that is said in one line, and the lab is served', async () => {
    await withLab(
      [],
      async ({ address, complaint, stop }) => {
        await complaint;
        expect((await fetch(address)).status).toBe(200);
        const { stderr, code } = await stop();
        expect(stderr).toBe('No browser could be opened: open the address in one yourself.\n');
        expect(code).toBe(130);
      },
      browserIs('false'),
    );
  });
});

describe('in Chromium, under the headers of the server', () => {
  let address: string;
  let stop: () => void;
  beforeAll(
    () =>
      new Promise<void>((resolve, reject) => {
        withLab(['--no-open'], lab => {
          address = lab.address;
          resolve();
          return new Promise<void>(end => {
            stop = end;
          });
        }).catch(reject);
      }),
  );
  afterAll(() => stop?.());

  /** Opens a page of the running lab; returns each error in the console and each violation of the policy. */
  async function complaints(path: string, use: (page: Page) => Promise<void>): Promise<string[]> {
    return withPage(address, async page => {
      const found: string[] = [];
      page.on('console', message => {
        if (['error', 'warning'].includes(message.type())) found.push(message.text());
      });
      await page.exposeFunction('violated', (what: string) => {
        if (what !== PROBE) found.push(what);
      });
      await page.addInitScript(() => {
        document.addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI }) => {
          (window as unknown as { violated: (what: string) => void }).violated(
            `${effectiveDirective}: ${blockedURI}`,
          );
        });
      });
      await page.goto('about:blank');
      await page.goto(`${address}${path}`);
      await use(page);
      // The browser reports what it refuses in its own time.
      await page.waitForTimeout(300);
      return found;
    });
  }

  /** zod finds out whether it may compile its schemas; it may not, and does without. */
  const PROBE = 'script-src: eval';

  it('the lab trains both networks, and the browser complains of nothing', async () => {
    const found = await complaints('lab.html', async page => {
      await page.getByRole('button', { name: 'Play' }).click();
      await page.waitForFunction(
        () => Number(document.querySelector('[data-testid=step]')!.textContent!.replaceAll(',', '')) > 100,
      );
      await page.waitForFunction(() => document.querySelector('main svg') !== null);
    });
    expect(found).toEqual([]);
  });

  it('the story draws its figures, and the browser complains of nothing', async () => {
    const found = await complaints('', async page => {
      await page.waitForFunction(() => document.querySelector('main svg') !== null);
    });
    expect(found).toEqual([]);
  });

  it('files of every kind are made and saved, and the browser complains of nothing', async () => {
    const found = await complaints('lab.html', async page => {
      await page.getByLabel('Go to step').fill('50');
      await page.getByLabel('Go to step').press('Enter');
      await page.getByText('Paused at step 50.').first().waitFor();
      await page.getByRole('button', { name: 'Share, export' }).click();
      for (const name of ['relu.onnx', 'relu.parquet', 'relu.npz', 'relu.tfevents', 'notebook.ipynb']) {
        const [file] = await Promise.all([
          page.waitForEvent('download'),
          page.getByRole('button', { name: `Save ${name}` }).click(),
        ]);
        expect(statSync(await file.path()).size, name).toBeGreaterThan(1000);
      }
    });
    expect(found).toEqual([]);
  });

  it('a script that somebody has smuggled into the page does not run', async () => {
    const found = await complaints('lab.html', async page => {
      const ran = await page.evaluate(async () => {
        const refused = new Promise<void>(resolve =>
          document.addEventListener('securitypolicyviolation', ({ blockedURI }) => {
            if (blockedURI === 'inline') resolve();
          }),
        );
        const script = document.createElement('script');
        script.textContent = 'window.smuggled = true;';
        document.body.append(script);
        await refused;
        return 'smuggled' in window;
      });
      expect(ran).toBe(false);
    });
    expect(found).toContain('script-src-elem: inline');
  });

  it('a page of another origin shows a figure in a frame if --embed names the origin, and not otherwise', async () => {
    const site = { files: { '/index.html': '<!doctype html><title>a lesson</title>' } };
    await withPage(site, async (page, url) => {
      const figureFrom = async (lab: string) => {
        const refused = new Promise<false>(resolve =>
          page.on('console', message => message.text().includes('frame-ancestors') && resolve(false)),
        );
        await page.setContent(`<iframe src="${lab}lab.html#embed=loss"></iframe>`);
        const frame = page.frameLocator('iframe');
        const play = frame.getByRole('button', { name: 'Play' });
        const seen = await Promise.race([play.waitFor().then(() => true), refused]);
        if (seen) {
          await play.click();
          await frame.locator('main svg').waitFor();
        }
        return seen;
      };
      const embeddedFor = (...origins: string[]) =>
        withLab(['--no-open', ...origins.flatMap(origin => ['--embed', origin])], lab =>
          figureFrom(lab.address),
        );
      expect(await figureFrom(address)).toBe(false);
      expect(await embeddedFor('https://example.org')).toBe(false);
      expect(await embeddedFor('https://example.org', new URL(url).origin)).toBe(true);
    });
  });

  it('nothing is sent elsewhere, not even to another server on this machine', async () => {
    const other = await serve({ files: { '/index.html': 'there' } });
    try {
      const found = await complaints('lab.html', async page => {
        const sent = page.evaluate(url => fetch(url, { mode: 'no-cors' }), other.url);
        await expect(sent).rejects.toThrow('Failed to fetch');
      });
      expect(found).toContain(`connect-src: ${other.url}`);
    } finally {
      await other.close();
    }
  });
});
