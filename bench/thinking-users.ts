import { runAlone, script } from './run-alone.ts';
import type { Benchmark } from './measurement.ts';

/** What a user costs who thinks in the middle of a play, with one cookie, when no page has to be kept. */
export const thinkingUsers: Benchmark = {
  name: 'thinking-users',
  async run({ short }) {
    const users = short ? 2000 : 10_000;
    const { heapBytesPerUser } = (await runAlone(script('thinking-users-alone.ts', String(users)), { isPinned: false })) as {
      readonly heapBytesPerUser: number;
    };
    return [
      {
        name: 'heap per thinking user',
        value: heapBytesPerUser,
        unit: 'B',
        asked: { atMost: 4096 },
        note: `${users.toLocaleString('en')} users, one cookie each`,
      },
    ];
  },
};
