import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BIN, runProcess, smallExperiment, temporaryFolder } from './runProgram.ts';
import { TerminalScreen } from './terminalScreen.ts';

// On a real pseudo terminal, made by `script` of util-linux: what a user sees while networks train, and what is left.

const canBeTerminal = spawnSync('script', ['--version'], { encoding: 'utf8' }).stdout?.includes('util-linux');
if (!canBeTerminal)
  console.warn('SKIPPED: bars on a terminal. There is no `script` of util-linux to make one.');

const folder = temporaryFolder();
const { networks, training } = smallExperiment;
const experiment = {
  ...smallExperiment,
  training: { ...training, steps: 60_000 },
  record: { every: 6000, probes: ['loss'] },
};

function write(name: string, document: object): void {
  writeFileSync(join(folder.path, name), JSON.stringify(document));
}

beforeAll(() => {
  write('two.json', experiment);
  const many = Array.from({ length: 5 }, (_, i) => ({ ...networks[0], name: `net-${i}` }));
  write('many.json', { ...experiment, networks: many, training: { ...training, steps: 25_000 } });
  write('endless.json', { ...experiment, training: { ...training, steps: 100_000_000 } });
});
afterAll(folder.remove);

interface Session {
  /** What was on the screen whenever the bars had been drawn. */
  readonly frames: readonly (readonly string[])[];
  /** What is left in the end. */
  readonly screen: TerminalScreen;
  readonly output: string;
  readonly code: number | null;
}

interface Place {
  readonly columns: number;
  readonly rows?: number;
  readonly term?: string;
  /** Called with the process once it says something. */
  readonly onOutput?: (pid: number) => void;
}

async function onTerminal(args: string, place: Place): Promise<Session> {
  const { columns, rows = 24, term = 'xterm', onOutput } = place;
  const pidFile = join(folder.path, `${args.split(' ').at(-1)}.pid`);
  const env = { NODE: process.execPath, BIN, TERM: term, ARGS: args, PID_FILE: pidFile };
  const program = `echo $$ > "$PID_FILE"; stty -echo cols ${columns} rows ${rows}; exec "$NODE" "$BIN" $ARGS`;
  const { stdout: output, code } = await runProcess(
    'script',
    ['--quiet', '--return', '--command', program, '/dev/null'],
    {
      cwd: folder.path,
      env,
      during: child => child.stdout!.once('data', () => onOutput?.(Number(readFileSync(pidFile, 'utf8')))),
    },
  );
  const screen = new TerminalScreen(columns, rows);
  const frames = output.split(REDRAW).map(part => {
    screen.write(part);
    return [...screen.lines];
  });
  return { frames, screen, output, code };
}

/** Before the cursor goes up to the first bar again. */
const REDRAW = new RegExp(`(?=${String.fromCharCode(27)}\\[\\d+A)`);

const isBar = (line: string) => /[█░]/.test(line);

describe.skipIf(!canBeTerminal)('on a terminal', { concurrent: true }, () => {
  it('bars show rate and time left below the lines, and leave the lines as a dumb terminal has them', async () => {
    const [seen, dumb] = await Promise.all([
      onTerminal('train two.json --no-figures --no-report --out two', { columns: 100 }),
      onTerminal('train two.json --no-figures --no-report --out dumb', { columns: 100, term: 'dumb' }),
    ]);
    expect([seen.code, dumb.code]).toEqual([0, 0]);
    expect(dumb.output).not.toContain('\x1b');
    const training = seen.frames.filter(frame => frame.filter(isBar).length === 2);
    expect(training.length).toBeGreaterThan(2);
    for (const frame of training) {
      expect(frame.at(-2)).toMatch(/^sigmoid {2}[█░]{8,30} {1,3}\d+ % /);
      expect(frame.at(-1)).toMatch(/^relu {5}[█░]{8,30} {1,3}\d+ % /);
    }
    expect(
      training.flat().some(line => /\d steps\/s {2}\d.* s left +training loss \d\.\d{3}$/.test(line)),
    ).toBe(true);
    expect(seen.output).toContain('\x1b[?25l');
    expect(seen.screen.cursorShown).toBe(true);
    const end = seen.screen.lines.findIndex(line => line.startsWith('Trained in '));
    expect(end).toBeGreaterThan(20);
    expect(seen.screen.lines.slice(0, end)).toEqual(dumb.output.split('\r\n').slice(0, end));
    expect(seen.screen.lines.filter(isBar)).toEqual([]);
  });

  it('of 40 columns and 4 rows five networks have two lines, the second of which counts the others', async () => {
    const size = { columns: 40, rows: 4 };
    const { frames, screen, code } = await onTerminal(
      'train many.json --no-figures --no-report --threads 2 --out many',
      size,
    );
    const drawn = frames.filter(frame => frame.some(isBar));
    expect(drawn.length).toBeGreaterThan(2);
    for (const frame of drawn) {
      const bars = frame.filter(isBar);
      expect(bars).toEqual([frame.at(-2)]);
      expect(bars[0].length).toBeLessThan(40);
      expect(frame.at(-1)).toMatch(/^4 more: (1 training)?(, )?(\d waiting)?(, )?(\d done)?$/);
    }
    expect(drawn.some(frame => /^net-\d +[█░]+ +\d+ % +\d.* s left/.test(frame.at(-2)!))).toBe(true);
    const headings = screen.lines.filter(line => /^net-\d$/.test(line));
    expect(headings).toEqual(['net-0', 'net-1', 'net-2', 'net-3', 'net-4']);
    expect([screen.lines.filter(isBar), screen.cursorShown, code]).toEqual([[], true, 0]);
  });

  it('Ctrl-C leaves no bar, says that it saves, and shows the cursor again', async () => {
    const { screen, code } = await onTerminal('train endless.json --out stopped', {
      columns: 100,
      onOutput: pid => process.kill(pid, 'SIGINT'),
    });
    expect(code).toBe(130);
    expect(screen.cursorShown).toBe(true);
    expect(screen.lines.filter(isBar)).toEqual([]);
    expect(screen.lines).toContain('Interrupted: saving what was computed. Once more quits at once.');
    expect(
      screen.lines.some(line => /^relu: interrupted after [\d,]+ of 100,000,000 steps$/.test(line)),
    ).toBe(true);
    expect(screen.lines.some(line => line.startsWith('  stopped/run.json '))).toBe(true);
  });
});
