/** The typed number; or the text if it is not a number, so that the receiver's rules report it. */
export function numberOrText(text: string): number | string {
  const value = Number(text.replace(',', '.'));
  return text.trim() === '' || Number.isNaN(value) ? text : value;
}
