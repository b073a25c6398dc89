// The plugin, configured: what `--plugin ./local-shop.ts` loads. The password comes from the environment, never from a file.
import { shop } from '@rushhour-examples/third-party-plugin';

export const plugin = shop({
  baseUrl: process.env['SHOP_URL'] ?? 'http://127.0.0.1:8087',
  user: 'ann',
  password: process.env['SHOP_PASSWORD'] ?? '',
});
