import { withoutCredentials } from 'gradscope';
import { describe, expect, it } from 'vitest';
import { redacted, shownLocation, storeLocation } from './location.ts';

const SECRET = 'postgres://me:p%40ss@db.example:5433/gradscope?sslmode=require&password=other';

describe('a store’s location', () => {
  it.each(['out/sweeps', './postgres', '/tmp/a b', 'C:\\sweeps'])('%s is a folder', text => {
    expect(storeLocation(text)).toEqual({ kind: 'folder', folder: text });
  });

  it.each(['postgres://db/x', 'postgresql://me@[::1]:5432/x', 'POSTGRES://db'])('%s is a server', text => {
    expect(storeLocation(text)).toEqual({ kind: 'server', url: text });
  });

  it.each([
    ['', '""'],
    ['mysql://me:secret@db/x', 'an address that begins with mysql://'],
  ])('%s is refused without its secrets', (text, got) => {
    expect(() => storeLocation(text)).toThrow(
      `--store: expected a folder or postgres://user@host/database, got ${got}`,
    );
  });

  it.each([
    'postgres://gs:S3cr3t-p@ss/word@host/db',
    'postgres://gs:S3cr3t?p@host/db',
    'postgres://gs:5433?S3cr3t@host/db',
    'postgres://gs:5433#S3cr3t@host/db',
    'postgres://me:S3cr3t-se cret@ho st',
    'postgres://gs:S3cr3t/p@ss@word/db',
  ])('%s, whose password is not encoded, is refused without any of it', text => {
    let said = '';
    try {
      storeLocation(text);
    } catch (error) {
      said = (error as Error).message;
    }
    expect(said).toMatch(
      /^--store: expected postgres:\/\/user@host\/database, with % @ : .* got another address/,
    );
    expect(said).not.toMatch(/S3cr3t|p@|@ss|se cret|5433/);
  });

  it.each([
    ['postgres://gs:p%40ss%2Fword@host/db', 'p@ss/word'],
    ['postgres://gs:a@b@host/db', 'a@b'],
    ['postgres://gs:50%@host/db', '50%'],
    ['postgres://host/db?user=gs&password=a%2Bb', 'a+b'],
  ])('of %s no form of the password is shown', (text, password) => {
    const location = storeLocation(text);
    expect(shownLocation(location)).toBe('postgres://host/db');
    for (const said of [
      `no ${password} here`,
      `at ${text}`,
      `at ${new URL(text).href}`,
      `got ${encodeURIComponent(password)}`,
    ])
      for (const form of [password, encodeURIComponent(password)])
        expect(redacted(said, location)).not.toContain(form);
  });

  it('an address elsewhere in a text loses what stands before its host', () => {
    expect(withoutCredentials('no file "postgres://gs:p@ss/word@host/db"')).toBe(
      'no file "postgres://…@host/db"',
    );
    const rule = 'expected postgres://user@host/database';
    expect(withoutCredentials(rule)).toBe(rule);
    expect(redacted('see https://me:key@example.com', storeLocation('folder'))).toBe(
      'see https://…@example.com',
    );
  });

  it('is shown without user, password and settings', () => {
    expect(shownLocation(storeLocation(SECRET))).toBe('postgres://db.example:5433/gradscope');
    expect(shownLocation(storeLocation('out/x'))).toBe('out/x');
  });

  it('its secrets are taken out of what a system says', () => {
    const said = `cannot connect to ${SECRET} with p@ss`;
    expect(redacted(said, storeLocation(SECRET))).toBe('cannot connect to … with …');
  });
});
