import { createVirtualClock } from '@rushhour/testkit';
import { expect, test } from 'vitest';
import { hooks, pages, playRun, waitOn } from '../../test/play-run.ts';

test('what a script had for a stopped run and was not done is scheduled and dropped; what lay after the stop was never intended', async () => {
  const clock = createVirtualClock();
  const at = [0, 1000, 2000, 4000, 10_000];
  const { summary } = await playRun({
    clock,
    scenarios: [pages()],
    plugins: hooks(() => waitOn(clock, 5000)),
    duration: '3s',
    scripts: [
      {
        user: 'visitor/0',
        profile: 'visitor',
        actions: at.map((due, index) => ({ at: due, play: 0, index, scenario: 'pages', instruction: 0 })),
      },
    ],
  });
  expect(summary.actions).toMatchObject({ scheduled: 3, started: 1, ok: 1, dropped: { stopping: 2 } });
});
