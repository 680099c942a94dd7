import { realpath, stat } from 'node:fs/promises';
import { join, sep } from 'node:path';

/**
 * The file that the path of a request names, with every link followed.
 *
 * @param site folder of the site, with every link followed
 * @param pathname as it came, percent-encoded; one that ends in `/` names the `index.html` there
 * @returns undefined if that is no file, or one outside the site
 */
export async function siteFile(site: string, pathname: string): Promise<string | undefined> {
  try {
    const path = decodeURIComponent(pathname.endsWith('/') ? `${pathname}index.html` : pathname);
    const file = await realpath(join(site, path));
    return file.startsWith(site + sep) && (await stat(file)).isFile() ? file : undefined;
  } catch {
    // What cannot be decoded, or is not there, or may not be looked at, is all the same to who asks.
    return undefined;
  }
}
