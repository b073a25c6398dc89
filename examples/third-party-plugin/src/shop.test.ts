import { open, upload } from '@rushhour/core';
import { createDefaultSite, testPlugin } from '@rushhour/testkit';
import { test } from 'vitest';
import { shop } from './shop.ts';

const base = 'https://shop.test';
const customer = shop({ baseUrl: base, user: 'ann', password: 'secret' });
const file = { name: 'lamp.jpg', data: 'not really a photo' };

testPlugin(
  {
    plugin: customer,
    site: () => createDefaultSite().respond,
    instructions: [
      customer.open('/'),
      customer.open('/products/lamp', { buy: 2 }),
      customer.upload('/upload', { file, album: 'lamps' }, { expect: 201 }),
    ],
    invalid: [open(`${base}/products/lamp`, { buy: 0 }), upload(`${base}/upload`, { file, albun: 'lamps' })],
  },
  test,
);
