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
    ['postgres://me:se cret@ho st', 'an address that begins with postgres://'],
  ])('%s is refused without its secrets', (text, got) => {
    expect(() => storeLocation(text)).toThrow(
      `--store: expected a folder or postgres://user@host/database, got ${got}`,
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
