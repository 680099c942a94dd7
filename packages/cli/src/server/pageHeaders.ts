import { secureHeaders } from 'hono/secure-headers';

/**
 * What the browser is to forbid the pages: all but files of the site, and images that the pages make themselves.
 *
 * @param embedders origins whose pages may show these in a frame
 */
export const pageHeaders = (embedders: readonly string[]) => {
  const isEmbeddable = embedders.length > 0;
  return secureHeaders({
    contentSecurityPolicy: {
      defaultSrc: ["'none'"],
      scriptSrc: ["'self'", "'wasm-unsafe-eval'"],
      workerSrc: ["'self'"],
      styleSrc: ["'self'"],
      // The icon, and figures on their way to a PNG.
      imgSrc: ["'self'", 'blob:', 'data:'],
      connectSrc: ["'self'"],
      baseUri: ["'none'"],
      formAction: ["'none'"],
      frameAncestors: isEmbeddable ? [...embedders] : ["'none'"],
    },
    // For browsers that do not know frame-ancestors; it cannot name an origin.
    xFrameOptions: isEmbeddable ? false : 'DENY',
    // There is no https here.
    strictTransportSecurity: false,
  });
};
