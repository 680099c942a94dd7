// Compiles kernels/ to one WebAssembly module and writes it, as text, to src/engine/kernelBytes.ts: so it reaches Node,
// a page and a worker alike, with no file to fetch. Does nothing while the result is newer than its sources.
import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import asc from 'assemblyscript/asc';

const root = fileURLToPath(new URL('..', import.meta.url));
const target = `${root}src/engine/kernelBytes.ts`;
/** The tables that kernels share with their twins: the twins' file, read as AssemblyScript. */
const tables = new Map(
  ['logTable', 'tanhTable'].map(name => [`kernels/${name}.ts`, `${root}src/engine/math/${name}.ts`]),
);
const sources = [
  ...(await readdir(`${root}kernels`)).map(name => `${root}kernels/${name}`),
  ...tables.values(),
];

if (!(await isCurrent())) await build();

async function isCurrent() {
  const modified = async path => (await stat(path)).mtimeMs;
  const built = await modified(target).catch(() => 0);
  const newest = Math.max(...(await Promise.all([...sources, fileURLToPath(import.meta.url)].map(modified))));
  return built > newest;
}

async function build() {
  let binary;
  const { error, stderr } = await asc.main(
    [
      'kernels/index.ts',
      '--outFile=kernels.wasm',
      '--enable=simd',
      '--optimizeLevel=3',
      '--noAssert',
      '--runtime=stub',
      '--use=abort=',
    ],
    {
      readFile: (name, base) =>
        tables.has(name)
          ? readTable(tables.get(name))
          : readFile(`${root}${base === '.' ? '' : base}${name}`, 'utf8').catch(() => null),
      writeFile: (_name, contents) => {
        binary = contents;
      },
      listFiles: () => [],
    },
  );
  if (error) {
    process.stderr.write(stderr.toString());
    throw new Error(`kernels: expected a clean compile, got ${error.message}`);
  }
  const text = Buffer.from(binary).toString('base64');
  const source = `/** The kernels as WebAssembly, base64. Written by scripts/buildKernels.mjs. */\nexport const kernelBytes =\n  '${text}';\n`;
  await writeFile(target, source);
  console.log(`kernels: ${binary.length} bytes of WebAssembly`);
}

/** A list of numbers as static memory. */
async function readTable(path) {
  const text = await readFile(path, 'utf8');
  return text.replace('readonly number[] = [', 'usize = memory.data<f64>([').replace('\n];', '\n], 16);');
}
