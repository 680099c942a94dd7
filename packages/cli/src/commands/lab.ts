import type { Command } from 'commander';
import { addEmbedder } from '../server/embedders.ts';
import type { LabSettings } from '../server/serveLab.ts';
import { shownStoreOption } from '../sweep/storeOption.ts';
import { wholeNumber } from './wholeNumber.ts';

const EXAMPLES = `
Examples:
  $ gradscope lab
  $ gradscope lab --port 8080 --no-open
  $ gradscope lab --store out/sweeps               maps of the sweeps there, on the Map page
  $ gradscope lab --embed https://example.org      its pages may show a figure of the lab
  $ gradscope lab --store postgres://me@db/gradscope
`;

const PORT = 4816;

/** Adds `gradscope lab`. */
export function addLab(program: Command, quit: () => void, done: (exitCode: number) => void): void {
  program
    .command('lab')
    .summary('watch networks train, live, in the browser')
    .description(
      'Serves the lab to this machine only, prints its address and opens it in the default browser. ' +
        'Ctrl-C stops it, with exit code 130.',
    )
    .option(
      '--port <n>',
      'the port to serve it at; if it is taken, the next free one',
      wholeNumber('--port', 1, 65_535),
      PORT,
    )
    .option('--no-open', 'open no browser')
    .addOption(
      shownStoreOption(
        'show the sweeps of a store on the Map page: a folder, or postgres://user@host/database',
      ),
    )
    .option(
      '--embed <origin>',
      'let pages of this origin, such as https://example.org, show the lab in a frame; may be repeated',
      addEmbedder,
      [] as readonly string[],
    )
    .addHelpText('after', EXAMPLES)
    .action(async (settings: LabSettings) => {
      // Imported only now: no other command needs a server.
      const { serveLab } = await import('../server/serveLab.ts');
      done(await serveLab(settings, quit));
    });
}
