// Writes the tables of log and tanh; scripts/buildKernels.mjs makes those of the kernels of them:
//   node packages/core/scripts/makeMathTables.mjs
// Each table point c is searched in a narrow window so that f(c) lies within 2⁻¹⁰ ulp of a double: one double then
// holds it, where an ordinary point would need a second one for the rounding error of the first.
import { writeFileSync } from 'node:fs';
import { exactLog, exactTanh, ulpError } from '../src/engine/math/oracle.ts';

const CANDIDATES = 4096;

/** Centre, then ever further to both sides of it, in steps of `grain`. */
function* around(centre, grain) {
  const nearest = Math.round(centre / grain) * grain;
  for (let i = 0; i < CANDIDATES; i++) yield nearest + (i % 2 ? -grain : grain) * Math.ceil(i / 2);
}

/** The first candidate whose function value is within 2⁻¹⁰ ulp of a double, else the closest one. */
function luckiest(candidates, oracle) {
  let best = { error: Number.POSITIVE_INFINITY };
  for (const x of candidates) {
    const value = nearestDouble(oracle(x));
    const error = ulpError(value, x, oracle);
    if (error < best.error) best = { x, value, error };
    if (error < 2 ** -10) break;
  }
  return best;
}

function nearestDouble({ mantissa, exponent }) {
  const magnitude = mantissa < 0n ? -mantissa : mantissa;
  const excess = Math.max(0, magnitude.toString(2).length - 53);
  const rounded = excess === 0 ? magnitude : (magnitude + (1n << BigInt(excess - 1))) >> BigInt(excess);
  return Math.sign(Number(mantissa)) * Number(rounded) * 2 ** (exponent + excess);
}

/** [1/c, log c] of 32 intervals of [0.68, 1.36); 1/c has 21 bits, so that it times half of a double is exact. */
function logTable() {
  const start = 0x3fe5c000;
  const rows = [];
  for (let i = 0; i < 32; i++) {
    const left = fromHighWord(start + (i << 15));
    const right = fromHighWord(start + ((i + 1) << 15));
    if (left < 1 && right > 1) {
      rows.push({ row: [1, 0], error: 0 });
      continue;
    }
    const inverse = 2 / (left + right);
    const { x, value, error } = luckiest(around(inverse, inverse < 1 ? 2 ** -21 : 2 ** -20), exactLog);
    rows.push({ row: [x, -value], error });
  }
  return rows;
}

/**
 * [c, tanh c], first of 0, then from each 16th of a binade of [2⁻⁵, 20]. Searched is an eighth of each cell, but from 16 on,
 * where tanh takes few values, all of it.
 */
function tanhTable() {
  const rows = [{ row: [0, 0], error: 0 }];
  for (let i = 0x3fa0; i <= 0x4034; i++) {
    const centre = fromHighWord(i << 16);
    const window = (fromHighWord((i + 1) << 16) - centre) * (centre < 16 ? 1 / 8 : 1);
    const { x, value, error } = luckiest(around(centre, window / CANDIDATES), exactTanh);
    rows.push({ row: [x, value], error });
  }
  return rows;
}

function fromHighWord(high) {
  const view = new DataView(new ArrayBuffer(8));
  view.setUint32(0, high);
  return view.getFloat64(0);
}

function write(name, comment, rows) {
  const worst = Math.max(...rows.map(({ error }) => error));
  const lines = rows.map(({ row }) => `  ${row.join(', ')},`).join('\n');
  const head = `// Made by scripts/makeMathTables.mjs. ${comment} The second is within ${worst.toExponential(1)} ulp of exact.\n`;
  writeFileSync(
    `${import.meta.dirname}/../src/engine/math/${name}.ts`,
    `${head}// biome-ignore format: one row a line\nexport const ${constantName(name)}: readonly number[] = [\n${lines}\n];\n`,
  );
}

function constantName(name) {
  return name.replace(/[A-Z]/, letter => `_${letter}`).toUpperCase();
}

write('logTable', 'Rows of 1/c and log c, one for each 32nd of [0.68, 1.36).', logTable());
write('tanhTable', 'Rows of c and tanh c, for 0 and each 16th of a binade of [2⁻⁵, 20].', tanhTable());
