import { expect, test } from 'vitest';
import { markSecretColumns } from './mark-secret-columns.ts';

test('columns that hold values of the environment are secret, in the plan and in profiles', () => {
  const plan = {
    data: [
      { rows: [{ sku: 'a' }] },
      {
        rows: [
          { login: 'x', password: 'y' },
          { login: 'z', password: 'w' },
        ],
        secret: ['password'],
      },
    ],
    profiles: [{ name: 'alice', data: [{ rows: [{ key: 'k' }] }] }, { name: 'bob' }],
  };
  const marked = markSecretColumns(plan, [
    ['data', 1, 'rows', 0, 'login'],
    ['data', 1, 'rows', 1, 'login'],
    ['profiles', 0, 'data', 0, 'rows', 0, 'key'],
    ['profiles', 1, 'name'],
  ]);
  expect(marked).toEqual({
    data: [{ rows: [{ sku: 'a' }] }, { rows: plan.data[1]?.rows, secret: ['password', 'login'] }],
    profiles: [{ name: 'alice', data: [{ rows: [{ key: 'k' }], secret: ['key'] }] }, { name: 'bob' }],
  });
});
