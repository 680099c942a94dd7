/** The label of a name in a menu: `hardTanh` is "Hard tanh", `beta1` is "Beta 1". */
export function labelOf(name: string): string {
  const words = name.replace(/[A-Z]|\d+/g, part => ` ${part.toLowerCase()}`);
  return words.charAt(0).toUpperCase() + words.slice(1);
}
