import { definePlugin } from '@rushhour/core';
import { z } from 'zod';
import { open } from './open.ts';
import { logIn, logOut } from './shop-session.ts';
import { upload } from './upload.ts';

/**
 * Plays a shop as its customers do: signed in, once for each session.
 *
 * @example
 * ```ts
 * const customer = shop({ baseUrl: 'https://shop.example', user: 'ann', password: process.env['SHOP_PASSWORD'] ?? '' });
 * const instructions = [customer.open('/products/lamp', { buy: 2 }), customer.upload('/upload', { file: 'lamp.jpg' })];
 * ```
 */
export const shop = definePlugin({
  name: 'shop',
  config: z.strictObject({ baseUrl: z.url(), user: z.string().min(1), password: z.string().min(1) }),
  targets: ({ baseUrl }) => [baseUrl],
  origins: ({ baseUrl }) => [new URL(baseUrl).origin],
  createSession: ({ config: { baseUrl, user, password }, http }) =>
    logIn(http.session(), { baseUrl: new URL(`${baseUrl.replace(/\/$/, '')}/`), user, password }),
  closeSession: (session) => logOut(session),
  actions: { open, upload },
});
