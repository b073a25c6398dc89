import { expect, test } from 'vitest';
import { hideHeaderSecrets, hideUrlSecrets } from './hide-secrets.ts';

test('an authorization keeps its scheme only', () => {
  expect(hideHeaderSecrets('Authorization', 'Bearer abc.def')).toBe('Bearer ***');
  expect(hideHeaderSecrets('authorization', 'abcdef')).toBe('***');
  expect(hideHeaderSecrets('Proxy-Authorization', 'Basic dXNlcjpw')).toBe('Basic ***');
});

test('cookies keep their names, Set-Cookie its attributes', () => {
  expect(hideHeaderSecrets('cookie', 'sid=abc; theme=dark=er')).toBe('sid=***; theme=***');
  expect(hideHeaderSecrets('set-cookie', 'sid=abc==; Path=/; HttpOnly')).toBe('sid=***; Path=/; HttpOnly');
});

test('headers that carry keys or tokens are hidden, others are shown', () => {
  expect(hideHeaderSecrets('x-api-key', 'k')).toBe('***');
  expect(hideHeaderSecrets('X-Auth-Token', 'k')).toBe('***');
  expect(hideHeaderSecrets('content-type', 'text/html')).toBe('text/html');
  expect(hideHeaderSecrets('x-author', 'Ann')).toBe('Ann');
  expect(hideHeaderSecrets('location', 'https://a.test/cb?code=1&page=2')).toBe('https://a.test/cb?code=***&page=2');
});

test('a URL loses user information and the values of secret query parameters', () => {
  expect(hideUrlSecrets('https://ann:pw@a.test/x?access_token=1&X-Amz-Signature=2&q=shoes#top')).toBe(
    'https://***@a.test/x?access_token=***&X-Amz-Signature=***&q=shoes#top',
  );
  expect(hideUrlSecrets('https://a.test/?sig=1&design=2')).toBe('https://a.test/?sig=***&design=2');
});
