import { isExpected } from '@rushhour/core';
import { z } from 'zod';
import { shopAction } from './shop-session.ts';

/** Opens a page of the shop; on the page of a product, puts some of it into the basket. */
export const open = shopAction({
  description: 'Opens a page; with `buy`, puts that many of its product into the basket.',
  // Values of scenario files are text: `coerce` makes numbers of them.
  params: z.strictObject({ buy: z.coerce.number().int().min(1).optional() }),
  async run({ target, params: { buy }, session, expect }) {
    const { status } = await session.http.navigate({ url: target });
    if (buy === undefined || !isExpected(expect, status)) return { status };
    const product = target.pathname.slice(target.pathname.lastIndexOf('/') + 1);
    const basket = await session.http.postForm(new URL('cart', session.baseUrl), { product, count: buy });
    session.pieces += buy;
    return { status: basket.status };
  },
});
