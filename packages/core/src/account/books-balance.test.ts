import { expect, test } from 'vitest';
import { recordAccount } from '../../test/record-account.ts';
import { booksBalance } from './books-balance.ts';
import { mergeAccounts } from './merge-accounts.ts';

const account = recordAccount([{}, { outcome: 'failed' }, { outcome: 'interrupted' }, { profile: 'bob', drop: 'stopping' }]);

test('the books balance when every arrival started or was dropped, and every start has an outcome', () => {
  expect(booksBalance(account)).toBe(true);
  expect(booksBalance(mergeAccounts([account, account]))).toBe(true);
  expect(booksBalance(recordAccount([]))).toBe(true);
});

test('they do not while an action is under way, nor when an arrival got lost', () => {
  expect(booksBalance(recordAccount([{ outcome: 'under way' }]))).toBe(false);
  const { bob } = account.profiles;
  if (bob === undefined) throw new Error('bob was recorded');
  expect(booksBalance({ ...account, profiles: { ...account.profiles, bob: { ...bob, scheduled: 2 } } })).toBe(false);
  expect(booksBalance({ ...account, cells: [] })).toBe(false);
});
