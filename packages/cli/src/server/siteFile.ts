import { realpath, stat } from 'node:fs/promises';
import { join, sep } from 'node:path';

/**
 * The file that the path of a request names, with all links resolved.
 *
 * @param site folder of the site, with all links resolved
 * @param pathname from the request, percent-encoded; one that ends in `/` names the `index.html` there
 * @returns undefined if it is not a file, or outside the site
 */
export async function siteFile(site: string, pathname: string): Promise<string | undefined> {
  try {
    const path = decodeURIComponent(pathname.endsWith('/') ? `${pathname}index.html` : pathname);
    const file = await realpath(join(site, path));
    return file.startsWith(site + sep) && (await stat(file)).isFile() ? file : undefined;
  } catch {
    // The client gets the same answer for paths that cannot be decoded, do not exist or may not be read.
    return undefined;
  }
}
