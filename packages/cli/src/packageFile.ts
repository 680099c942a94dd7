/** The URL of a file of this package. It holds for modules in `src` or `dist`, and for any in the bundle. */
export const packageFile = (path: string): URL => new URL(`../${path}`, import.meta.url);
