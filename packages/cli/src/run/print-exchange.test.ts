import { expect, test } from 'vitest';
import { plainPaint } from '../text/paint.ts';
import { printExchange } from './print-exchange.ts';

const exchange = {
  method: 'POST',
  url: 'https://shop.example/basket',
  requestHeaders: { host: 'shop.example', cookie: 'sid=***' },
  status: 303,
  responseHeaders: { location: '/basket', 'set-cookie': ['a=***', 'b=***'] },
  bytesSent: 20,
  bytesReceived: 0,
  durationMs: 12.4,
};

test('a request and its answer are shown with all headers', () => {
  expect(printExchange(exchange, plainPaint)).toMatchInlineSnapshot(`
    "> POST https://shop.example/basket
    >   host: shop.example
    >   cookie: sid=***
    > (a body of 20 B)
    < 303  12 ms, a body of 0 B
    <   location: /basket
    <   set-cookie: a=***
    <   set-cookie: b=***

    "
  `);
});

test('a request without an answer shows what went wrong, and nothing can drive the terminal', () => {
  const failed = {
    ...exchange,
    url: 'https://shop.example/\u001b[2J',
    requestHeaders: {},
    bytesSent: 0,
    status: 0,
    responseHeaders: {},
    error: 'connection_refused',
  };
  expect(printExchange(failed, plainPaint)).toMatchInlineSnapshot(`
    "> POST https://shop.example/·[2J
    ! connection_refused

    "
  `);
});
