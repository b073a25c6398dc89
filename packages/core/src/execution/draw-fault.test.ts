import fc from 'fast-check';
import { expect, test } from 'vitest';
import { faultActions, faultNames, isPluginFault, type Faults } from '../plugin/fault.ts';
import { actionNames, type ActionName } from '../scenario/scenario.ts';
import { createRandom } from '../support/random.ts';
import { drawFault } from './draw-fault.ts';

const draw = (faults: Faults, action: ActionName, seed: number, known = faultNames.filter(isPluginFault)) =>
  drawFault(faults, { action, known, random: createRandom(seed) });

test('each fault gets its share of the actions it can happen to', () => {
  const faults: Faults = { abortUpload: { share: 0.1 }, slowReader: { share: 0.2 }, connectionReset: { share: 0.3 } };
  const counts: Record<string, number> = {};
  for (let seed = 0; seed < 10_000; seed += 1) {
    const name = draw(faults, 'upload', seed)?.name ?? 'none';
    counts[name] = (counts[name] ?? 0) + 1;
  }
  expect(Object.keys(counts).toSorted()).toEqual(['abortUpload', 'connectionReset', 'none']);
  expect((counts['abortUpload'] ?? 0) / 10_000).toBeCloseTo(0.1, 1);
  expect((counts['connectionReset'] ?? 0) / 10_000).toBeCloseTo(0.3, 1);
});

test('a fault only happens to actions it can happen to, and one of a plugin only where the plugin knows how', () => {
  const share = fc.constantFrom(0.05, 0.1, 0.4);
  const someFaults = fc.uniqueArray(fc.tuple(fc.constantFrom(...faultNames), share), { selector: ([name]) => name });
  fc.assert(
    fc.property(someFaults, fc.constantFrom(...actionNames), fc.nat(), fc.boolean(), (written, action, seed, knowsKeys) => {
      const faults: Faults = Object.fromEntries(written.map(([name, of]) => [name, { share: of }]));
      const drawn = draw(faults, action, seed, knowsKeys ? ['missingKey'] : []);
      if (drawn === undefined) return;
      const actions: readonly ActionName[] = faultActions[drawn.name];
      expect(actions).toContain(action);
      expect(faults).toHaveProperty(drawn.name);
      expect(!isPluginFault(drawn.name) || (knowsKeys && drawn.name === 'missingKey')).toBe(true);
      expect(drawn.after).toBeGreaterThanOrEqual(0);
      expect(drawn.after).toBeLessThan(1);
    }),
  );
});

test('a delay lies between its bounds', () => {
  const faults: Faults = { extraLatency: { share: 1, delayMs: { min: 200, max: 300 } } };
  fc.assert(
    fc.property(fc.nat(), (seed) => {
      const delayMs = draw(faults, 'open', seed)?.delayMs;
      expect(delayMs).toBeGreaterThanOrEqual(200);
      expect(delayMs).toBeLessThan(300);
    }),
  );
});
