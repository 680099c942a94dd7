/** The number that was typed; the text as it is where it is none, for who checks it to say so. */
export function numberOrText(text: string): number | string {
  const value = Number(text.replace(',', '.'));
  return text.trim() === '' || Number.isNaN(value) ? text : value;
}

const counts = new Intl.NumberFormat('en');

/** `50000` as `50,000`. */
export function countText(count: number): string {
  return counts.format(count);
}

/** `1 step`, `50,000 steps`. */
export function countedText(count: number, one: string): string {
  return `${countText(count)} ${one}${count === 1 ? '' : 's'}`;
}
