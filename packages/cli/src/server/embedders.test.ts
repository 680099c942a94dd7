import { expect, test } from 'vitest';
import { addEmbedder } from './embedders.ts';

test.each([
  ['https://example.org', 'https://example.org'],
  ['https://example.org/', 'https://example.org'],
  ['HTTPS://Example.ORG', 'https://example.org'],
  ['https://example.org:443', 'https://example.org'],
  ['http://localhost:8080', 'http://localhost:8080'],
  ['http://[::1]:8080', 'http://[::1]:8080'],
  ['https://bücher.example', 'https://xn--bcher-kva.example'],
])('%s is the origin %s', (text, origin) => {
  expect(addEmbedder(text, [])).toEqual([origin]);
});

test('the option may be repeated; the same origin counts once', () => {
  const both = addEmbedder('http://b.example', addEmbedder('https://a.example', []));
  expect(both).toEqual(['https://a.example', 'http://b.example']);
  expect(addEmbedder('https://a.example/', both)).toEqual(both);
});

test.each([
  '',
  'example.org',
  'localhost:8080',
  '*',
  'https://*.example.org',
  'https:',
  'https://',
  'file:///home/me/page.html',
  'data:text/html,x',
  'javascript:alert(1)',
  'null',
  'https://me:secret@example.org',
  'https://example.org/page',
  'https://example.org/?a=1',
  'https://example.org?',
  'https://example.org#a',
  "https://example.org;script-src'unsafe-inline'",
  'https://example.org,https://other.example',
  "https://example.org 'self'",
  "'self'",
])('%j is refused', text => {
  expect(() => addEmbedder(text, [])).toThrow(/^--embed: expected an origin such as https:/);
});

test('names the origin of an address', () => {
  expect(() => addEmbedder('https://example.org/lessons/1.html', [])).toThrow(
    'got "https://example.org/lessons/1.html"; its origin is https://example.org',
  );
});
