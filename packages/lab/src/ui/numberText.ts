/** The number that was typed; the text as it is where it is none, for who checks it to say so. */
export function numberOrText(text: string): number | string {
  const value = Number(text.replace(',', '.'));
  return text.trim() === '' || Number.isNaN(value) ? text : value;
}
