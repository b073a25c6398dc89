// The command looks for `plugin`; people import `shop`.
export { shop, shop as plugin } from './shop.ts';
