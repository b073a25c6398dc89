import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createFixedDelay } from './fixed-delay.ts';
import { createSimulatedClock } from './simulated-clock.ts';

test('whatever comes is let out in order, each when it has waited', () => {
  fc.assert(
    fc.property(fc.array(fc.nat({ max: 50 }), { maxLength: 3000 }), fc.integer({ min: 1, max: 200 }), (gaps, delayMs) => {
      const { clock, advanceTo } = createSimulatedClock();
      const out: [item: number, at: number][] = [];
      const delay = createFixedDelay<number>(clock, delayMs, (item) => out.push([item, clock.now()]));
      const came = gaps.map((gap) => {
        advanceTo(clock.now() + gap);
        delay.add(out.length + gap);
        return clock.now();
      });
      advanceTo(clock.now() + delayMs);
      expect(out.map(([, at]) => at)).toEqual(came.map((at) => at + delayMs));
    }),
    { numRuns: 30 },
  );
});

test('what is let out may come again at once', () => {
  const { clock, advanceTo } = createSimulatedClock();
  let rounds = 0;
  const delay = createFixedDelay<string>(clock, 10, (item) => {
    rounds += 1;
    delay.add(item);
  });
  delay.add('a');
  advanceTo(100);
  expect(rounds).toBe(10);
});
