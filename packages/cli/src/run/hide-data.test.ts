import { expect, test } from 'vitest';
import { readPlan, type Plan } from '@rushhour/core';
import { hideData } from './hide-data.ts';

const planOf = async (rows: readonly Record<string, string>[], secret: readonly string[] = []): Promise<Plan> =>
  (await readPlan({ profiles: [{ name: 'a', data: [{ rows, secret }] }] })).plan;

test('values of secret columns, marked or named so, are named in place of what they are, in every form', async () => {
  const hide = hideData(await planOf([{ login: 'al ice/1', password: 'hunter22', sku: 'a-1-2' }], ['login']));
  expect(hide('GET /al%20ice%2F1?sku=a-1-2 who=al+ice%2F1 {"x":"al ice/1"} x-pass: hunter22')).toBe(
    'GET /{data.login}?sku=a-1-2 who={data.login} {"x":"{data.login}"} x-pass: {data.password}',
  );
});

test('the longest value is hidden first, and short ones are not', async () => {
  const hide = hideData(await planOf([{ pin: 'abcd' }, { pin: 'abcd-efgh' }, { pin: '123' }]));
  expect(hide('abcd-efgh abcd 123')).toBe('{data.pin} {data.pin} 123');
});
