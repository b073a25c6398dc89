import { expect, test } from 'vitest';
import { page } from '../site/page.ts';
import { lure } from './lure.ts';

const decoy = { from: 'https://shop.test', to: 'http://127.0.0.1:1' };

test('puts a decoy before each link of a page', () => {
  const { body } = lure(page({ links: { 'Next page': '/2' } }), decoy);
  expect(body).toContain('<a href="http://127.0.0.1:1/link">Next page</a><a href="/2">Next page</a>');
  expect(body).toContain('<img src="http://127.0.0.1:1/image.png">');
});

test('leads the addresses of other texts and of headers to the decoy', () => {
  const reply = lure(
    {
      status: 201,
      headers: { 'Content-Type': 'application/json', Location: '/1', Link: '<https://shop.test/1>' },
      body: '{"next":"https://shop.test/2"}',
    },
    decoy,
  );
  expect(reply.headers).toMatchObject({ location: 'http://127.0.0.1:1/location', link: '<http://127.0.0.1:1/1>' });
  expect(reply.body).toBe('{"next":"http://127.0.0.1:1/2"}');
});

test('leaves bytes as they are, and gives every success a location', () => {
  const body = Buffer.from([0, 1, 2]);
  const reply = lure({ headers: { 'content-type': 'image/png' }, body }, decoy);
  expect(reply.body).toBe(body);
  expect(reply.headers).toMatchObject({ location: 'http://127.0.0.1:1/location' });
});
