import { mkdirSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { extname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { targets as linkTargets } from '../../lab/fuzz/targets.ts';
import { fuzzParser, LINK_TARGETS, type Outcome, replay, TARGETS } from './fuzzParser.ts';
import { inputMaker } from './makeInput.ts';
import { targets as fileTargets } from './targets.ts';

// npm run fuzz: docs/formats.md, "Damaged and hostile files".

const targets = { ...fileTargets, ...linkTargets };
/** The module that a parser is in. */
const moduleOf = (parser: string) => (Object.hasOwn(fileTargets, parser) ? TARGETS : LINK_TARGETS);

const { values: options } = parseArgs({
  options: {
    minutes: { type: 'string', default: '1' },
    inputs: { type: 'string' },
    parser: { type: 'string', multiple: true, default: Object.keys(targets) },
    seed: { type: 'string', default: String(Date.now() % 2 ** 32) },
    replay: { type: 'string' },
  },
});
const seed = Number(options.seed) >>> 0;
const unknown = options.parser.find(name => !Object.hasOwn(targets, name));
if (unknown !== undefined) {
  throw new Error(`--parser: expected ${Object.keys(targets).join(', ')}, got ${unknown}`);
}

if (options.replay !== undefined) await replayFile(options.parser[0], options.replay);
else await fuzzAll(options.parser);

async function replayFile(parser: string, path: string): Promise<void> {
  const { fault, slowest, peak } = await replay({ parser, seed, targets: moduleOf(parser) }, path);
  console.log(
    fault
      ? `${fault.kind}: ${fault.detail}`
      : `${parser}: nothing wrong, ${Math.round(slowest.milliseconds)} ms, ${Math.round(peak / 1e6)} MB`,
  );
  if (fault) process.exitCode = 1;
}

/** Each parser has its share of the time, as many at once as there are cores. */
async function fuzzAll(parsers: readonly string[]): Promise<void> {
  const threads = Math.min(availableParallelism(), parsers.length);
  const milliseconds = (60_000 * Number(options.minutes) * threads) / parsers.length;
  const bounds = options.inputs === undefined ? { milliseconds } : { inputs: Number(options.inputs) };
  console.log(`seed ${seed}`);
  const waiting = [...parsers];
  const next = async (): Promise<void> => {
    for (let parser = waiting.shift(); parser !== undefined; parser = waiting.shift()) {
      tell(parser, await fuzzParser({ parser, seed, targets: moduleOf(parser), ...bounds }));
    }
  };
  await Promise.all(Array.from({ length: threads }, next));
}

function tell(parser: string, { inputs, slowest, peak, finding }: Outcome): void {
  const cost = `slowest ${Math.round(slowest)} ms, ${Math.round(peak / 1e6)} MB at most`;
  console.log(`${parser.padEnd(18)} ${String(inputs).padStart(8)} inputs, ${cost}`);
  if (!finding) return;
  process.exitCode = 1;
  const path = join(
    'out',
    'fuzz',
    `${parser.replaceAll(' ', '-')}-${seed}-${finding.index}${extname(targets[parser].file)}`,
  );
  mkdirSync(join('out', 'fuzz'), { recursive: true });
  writeFileSync(path, inputMaker(targets[parser])(seed, finding.index));
  console.log(
    `  ${finding.kind}: ${finding.detail}\n  npm run fuzz -- --parser '${parser}' --replay ${path}`,
  );
}
