import { secureHeaders } from 'hono/secure-headers';

/**
 * Security headers of the pages. Their Content-Security-Policy allows only files of this site, and images
 * that the pages make themselves.
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
    // The server has no https.
    strictTransportSecurity: false,
  });
};
