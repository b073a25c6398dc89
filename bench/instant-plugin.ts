import { definePlugin } from '@rushhour/core';

/** A site that is nowhere and answers at once: what is left is the generator. */
export const plugin = definePlugin({
  name: 'instant',
  targets: () => ['https://a.example'],
  origins: () => ['https://a.example'],
  actions: { open: { run: () => ({ status: 200 }) } },
});
