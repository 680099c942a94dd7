// Compiles kernels/ to one WebAssembly module and writes it, as text, to src/engine/kernelBytes.ts: so it reaches Node,
// a page and a worker alike, with no file to fetch. Does nothing if the result is that of these sources.
import { createHash } from 'node:crypto';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import asc from 'assemblyscript/asc';

const root = fileURLToPath(new URL('..', import.meta.url));
const target = `${root}src/engine/kernelBytes.ts`;
/** The tables that kernels share with their twins: the twins' file, read as AssemblyScript. */
const tables = new Map(
  ['logTable', 'tanhTable'].map(name => [`kernels/${name}.ts`, `${root}src/engine/math/${name}.ts`]),
);
const sources = [
  ...(await readdir(`${root}kernels`)).sort().map(name => `${root}kernels/${name}`),
  ...tables.values(),
  fileURLToPath(import.meta.url),
];

const hash = await hashOf(sources);
const made = await readFile(target, 'utf8').catch(() => '');
if (!made.includes(hash)) await build();

/** A time of change says less: a checkout gives files the time at which it is made. */
async function hashOf(paths) {
  const contents = await Promise.all(paths.map(path => readFile(path)));
  return contents.reduce((hash, content) => hash.update(content), createHash('sha256')).digest('hex');
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
  const source = `/** The kernels as WebAssembly, base64. Written by scripts/buildKernels.mjs, of sources with the SHA-256 ${hash}. */\nexport const kernelBytes =\n  '${text}';\n`;
  await writeFile(target, source);
  console.log(`kernels: ${binary.length} bytes of WebAssembly`);
}

/** A list of numbers as static memory. */
async function readTable(path) {
  const text = await readFile(path, 'utf8');
  return text.replace('readonly number[] = [', 'usize = memory.data<f64>([').replace('\n];', '\n], 16);');
}
