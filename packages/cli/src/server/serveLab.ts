import { once } from 'node:events';
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { listText } from 'gradscope';
import { CliError } from '../cliError.ts';
import { listenForInterruption } from '../interruption.ts';
import { requireNode } from '../sweep/requireNode.ts';
import { existing } from '../sweep/storeOption.ts';
import { withTables } from '../sweep/withStore.ts';
import { print } from '../terminal/print.ts';
import { labServer } from './labServer.ts';
import { listen } from './listen.ts';
import { openBrowser } from './openBrowser.ts';
import type { storeRoutes } from './storeRoutes.ts';

export interface LabSettings {
  readonly port: number;
  /** Whether to open a browser. */
  readonly open: boolean;
  /** The store whose sweeps the Map page shows. */
  readonly store?: string;
  /** Origins whose pages may show the lab in a frame. */
  readonly embed: readonly string[];
}

/**
 * Serves the lab, and a store beside it, and prints the address, until Ctrl-C.
 *
 * @param quit ends the process at once; called on a second Ctrl-C
 * @returns the exit code: 130, as it ends only by interruption
 * @throws CliError if the lab is not built, there is no port for it, or the store cannot be opened
 */
export async function serveLab(settings: LabSettings, quit: () => void): Promise<number> {
  const site = builtSite();
  if (settings.store === undefined) return serve(settings, quit, site);
  requireNode();
  const { storeRoutes: routesOf } = await import('./storeRoutes.ts');
  return withTables(existing(settings.store), ({ database, shown }) =>
    serve(settings, quit, site, { routes: routesOf(database), shown }),
  );
}

interface ServedStore {
  readonly routes: ReturnType<typeof storeRoutes>;
  readonly shown: string;
}

async function serve(
  { port, open, embed }: LabSettings,
  quit: () => void,
  site: string,
  store?: ServedStore,
): Promise<number> {
  const server = labServer(site, store?.routes, embed);
  const { signal, dispose } = listenForInterruption(quit);
  try {
    const interrupted = once(signal, 'abort');
    const found = await listen(server, port);
    const address = `http://127.0.0.1:${found}/`;
    const where = found === port ? 'The lab is at' : `Port ${port} is taken: the lab is at`;
    print(`${where} ${address}\n`);
    if (store) print(`The sweeps of ${store.shown} are at ${address}map.html\n`);
    if (embed.length > 0) print(`Pages of ${listText(embed)} may embed it.\n`);
    print('Ctrl-C stops it.\n');
    if (open) void openBrowser(store ? `${address}map.html` : address);
    await interrupted;
    return 130;
  } finally {
    server.close();
    server.closeAllConnections();
    dispose();
  }
}

/** The folder of the built pages, wherever npm has installed them. */
function builtSite(): string {
  try {
    return dirname(createRequire(import.meta.url).resolve('@gradscope/lab/dist/index.html'));
  } catch {
    throw new CliError('lab: expected its pages to be built, got none: run npm run build');
  }
}
