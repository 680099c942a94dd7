/** From here on, JavaScript's `toFixed` switches to exponents. */
const FIXED_LIMIT = 1e21;
/** Decimals that `toFixed` can write; every value halfway between two neighbours ends before them. */
const ALL_DECIMALS = 100;

/** The number as C's `printf("%.<digits>f")`, and so the notebook's `print`, writes it; at least one digit. */
export function formatC(value: number, digits: number): string {
  if (Number.isNaN(value)) return 'nan';
  if (!Number.isFinite(value)) return value < 0 ? '-inf' : 'inf';
  if (Math.abs(value) < FIXED_LIMIT) return halfToEven(value, digits);
  return `${BigInt(value)}.${'0'.repeat(digits)}`;
}

/** `toFixed` rounds a half away from zero, C to the even digit. */
function halfToEven(value: number, digits: number): string {
  const all = value.toFixed(ALL_DECIMALS);
  const end = all.length - ALL_DECIMALS + digits;
  const isHalf = /^50*$/.test(all.slice(end));
  const isEven = '02468'.includes(all[end - 1]);
  return isHalf && isEven ? all.slice(0, end) : value.toFixed(digits);
}
