import { parseHTML } from 'linkedom';

/** A new document in which figures can be made without a browser. */
export const svgDocument = (): Document =>
  parseHTML('<!doctype html><html></html>').document as unknown as Document;
