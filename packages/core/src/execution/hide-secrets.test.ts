import { expect, test } from 'vitest';
import { hideSecrets } from './hide-secrets.ts';

const nobody = { variables: undefined, data: undefined, secretColumns: new Set<string>() };

test('a message keeps no captured value, however it is written', () => {
  const variables = new Map([['token', 'a "b" c/d']]);
  expect(hideSecrets('GET /a%20%22b%22%20c%2Fd said {"token":"a \\"b\\" c/d"}', { ...nobody, variables })).toBe(
    'GET /{var.token} said {"token":"{var.token}"}',
  );
});

test('a message keeps no value of a secret column: one that is marked, or named like a secret', () => {
  const data = { login: 'alice@shop', password: 'hunter22', sku: 'a-1-2' };
  expect(hideSecrets('alice@shop hunter22 a-1-2', { ...nobody, data, secretColumns: new Set(['login']) })).toBe(
    '{data.login} {data.password} a-1-2',
  );
});

test('values of three characters are no secrets', () => {
  expect(hideSecrets('abc', { ...nobody, variables: new Map([['x', 'abc']]) })).toBe('abc');
});
