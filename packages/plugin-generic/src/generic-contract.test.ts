import { follow, open } from '@rushhour/core';
import { createDefaultSite, testFile, testPlugin } from '@rushhour/testkit';
import { test } from 'vitest';
import { generic } from './generic.ts';

const base = 'https://shop.test';
const web = generic();
const photo = { name: 'photo.jpg', data: 'not really a photo' };

testPlugin(
  {
    plugin: web,
    site: () => createDefaultSite().respond,
    instructions: [
      web.open(`${base}/`, { contains: 'Shop', resources: true }),
      follow({ text: 'lamp' }),
      follow({ text: 'Next product' }),
      follow(),
      web.open(`${base}/redirect/2`),
      web.open(`${base}/login`, { method: 'POST', form: { user: 'ann', password: 'secret' }, contains: 'Hello ann' }),
      web.follow(`${base}/products/chair`, { form: '#buy', field: { count: '2' } }),
      web.follow(`${base}/about`, { text: 'Home' }),
      web.upload(`${base}/upload`, { file: photo, field: 'photo', fields: { album: 'x' } }, { expect: 201 }),
      web.upload(`${base}/upload/photo.jpg`, { file: photo, as: 'put' }, { expect: 201 }),
      web.download(`${base}/files/100000`, { sha256: testFile(100_000).sha256() }),
    ],
    invalid: [
      open(`${base}/`, { contians: 'Shop' }),
      open(`${base}/`, { json: '{}', method: 'GET' }),
      follow(`${base}/`, { css: 'a[' }),
      web.upload(`${base}/upload`, { file: photo, as: 'put', field: 'photo' }),
      web.download(`${base}/files/1`, { sha256: 'short' }),
    ],
  },
  test,
);
