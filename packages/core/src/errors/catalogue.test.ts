import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { catalogue } from './catalogue.ts';
import { isRushhourError, RushhourError } from './rushhour-error.ts';

describe('the error catalogue', () => {
  test('docs/errors.md has one section for each code, with its sentence and its hint, and no other', () => {
    const page = readFileSync(new URL('../../../../docs/errors.md', import.meta.url), 'utf8');
    const sections = page.split(/^### /m).slice(1);
    expect(sections.map((section) => section.split('\n', 1)[0]?.replaceAll('`', ''))).toEqual(Object.keys(catalogue));
    for (const section of sections) {
      const code = section.split('\n', 1)[0]?.replaceAll('`', '') ?? '';
      const entry = Object.entries(catalogue).find(([name]) => name === code)?.[1];
      expect(section).toContain(entry?.message);
      expect(section).toContain(entry?.hint);
    }
  });

  test('an error carries its code, its hint and its cause', () => {
    const cause = new Error('below');
    const error = new RushhourError('http_status', { message: 'The server answered 404.', type: 'http_404', cause });
    expect(error).toMatchObject({
      code: 'http_status',
      type: 'http_404',
      message: 'The server answered 404.',
      hint: catalogue.http_status.hint,
      cause,
    });
  });

  test('errors of another copy of the package are recognised by name and code', () => {
    const foreign = Object.assign(new Error('x'), { name: 'RushhourError', code: 'timeout', hint: '', type: 'timeout' });
    expect(isRushhourError(foreign)).toBe(true);
    expect(isRushhourError(Object.assign(new Error('x'), { code: 'timeout' }))).toBe(false);
    expect(isRushhourError(Object.assign(new Error('x'), { name: 'RushhourError', code: 42 }))).toBe(false);
    expect(isRushhourError({ name: 'RushhourError', code: 'timeout' })).toBe(false);
    expect(isRushhourError(undefined)).toBe(false);
  });

  test('an error of a newer copy is recognised by name, though its code is not known here', () => {
    const newer = Object.assign(new Error('x'), { name: 'RushhourError', code: 'from_the_future', hint: '', type: 'from_the_future' });
    expect(isRushhourError(newer)).toBe(true);
  });
});
