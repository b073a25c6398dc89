import { createHash } from 'node:crypto';
import { createContent, openRecipe } from '@rushhour/content';
import { ActionRegistry, parseJournal, replayOptions, scenario, ScenarioRunner, type ScenarioRunnerOptions } from '@rushhour/core';
import { createHttp } from '@rushhour/http';
import { createVirtualClock } from '@rushhour/testkit';
import { expect, test } from 'vitest';
import { startSite } from '../test/start-site.ts';
import { generic } from './index.ts';

const web = generic();

/** A store that remembers what it was sent. */
async function startStore() {
  const site = await startSite({
    '/photos': (response) => response.writeHead(201).end(),
    '/again': (response) => response.writeHead(201).end(),
  });
  const received = () => site.requests.map(({ body }) => createHash('sha256').update(body).digest('hex'));
  return { base: site.base, requests: site.requests, received };
}

async function play(options: Omit<ScenarioRunnerOptions, 'plugins'>) {
  const lines: string[] = [];
  const runner = new ScenarioRunner({
    plugins: [generic()],
    http: createHttp(),
    content: createContent(),
    journal: { write: (record) => lines.push(`${JSON.stringify(record)}\n`) },
    think: '0',
    ...options,
  });
  return { summary: await runner.run(), journal: parseJournal(lines.join('')) };
}

async function sumOf(recipe: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of openRecipe(recipe).stream()) hash.update(chunk);
  return hash.digest('hex');
}

const upload = (file: string) => [scenario('up', {}, [web.upload('/photos', { file, as: 'put' })])];

test('an upload of a kind and a size makes such files, each another, which their recipes in the journal make again', async () => {
  const store = await startStore();
  const { summary, journal } = await play({
    base: store.base,
    allow: [store.base],
    scenarios: upload('image:10-50KB'),
    users: 3,
    plays: 4,
    seed: 1,
  });
  expect(summary.actions).toMatchObject({ ok: 12, failed: 0 });
  const sent = store.requests.map(({ body }) => body.byteLength);
  expect(sent.every((bytes) => bytes >= 10_000 && bytes <= 50_000)).toBe(true);
  expect(new Set(store.received()).size).toBe(12);
  const recipes = journal.entries.map(({ file = '' }) => file);
  expect(recipes.every((recipe) => /^(?:jpg|png|gif|svg|bmp|webp|tiff):\d+@[\da-f]+$/.test(recipe))).toBe(true);
  expect((await Promise.all(recipes.map(sumOf))).toSorted()).toEqual(store.received().toSorted());
});

test('one seed makes the same files, and a replay sends the same bytes', async () => {
  const [first, second, third] = [await startStore(), await startStore(), await startStore()];
  const run = (base: string) => play({ base, allow: [base], scenarios: upload('any:1-20KB'), users: 2, plays: 5, seed: 'same' });
  const { journal } = await run(first.base);
  await run(second.base);
  expect(second.received().toSorted()).toEqual(first.received().toSorted());
  const text = JSON.stringify(journal).replaceAll(first.base, third.base);
  const replay = replayOptions(JSON.parse(text) as typeof journal);
  // All are one instruction: the script says which file each has.
  expect(replay.options.scenarios).toMatchObject([{ instructions: [{ action: 'upload' }] }]);
  const { journal: again } = await play({ ...replay.options, speed: 100 });
  expect(third.received().toSorted()).toEqual(first.received().toSorted());
  expect(again.entries.map(({ file }) => file).toSorted()).toEqual(journal.entries.map(({ file }) => file).toSorted());
});

test('a scale makes them smaller', async () => {
  const store = await startStore();
  await play({ base: store.base, allow: [store.base], scenarios: upload('wav:10MB'), plays: 1, sizeScale: 0.01, seed: 1 });
  expect(store.requests.map(({ body }) => body.byteLength)).toEqual([100_000]);
});

test.each([
  ['today, where the plan begins now', {}, '2026-03-02'],
  ['the day the plan begins', { start: '2025-12-31T00:00:00Z' }, '2025-12-31'],
])('files are dated %s', async (_, when, day) => {
  const clock = createVirtualClock({ startAt: new Date('2026-03-02T12:00:00Z') });
  const folders: unknown[] = [];
  const runner = new ScenarioRunner({
    plugins: new ActionRegistry().upload('https://a.example', ({ file }) => void folders.push(file.folder)),
    content: createContent(),
    clock,
    scenarios: [scenario('up', {}, [web.upload('https://a.example/', { file: 'txt:1KB' })])],
    profiles: [{ name: 'ann', files: { names: ['{year}-{month}-{day}'] } }],
    plays: 1,
    ...when,
  });
  await clock.runUntil(runner.run());
  expect(folders).toEqual([day]);
});

test('what no file can be made of is refused before anything is sent', async () => {
  const store = await startStore();
  const refused = (file: string) => play({ base: store.base, allow: [store.base], scenarios: upload(file), plays: 1 });
  await expect(refused('imgae:1MB')).rejects.toThrow(/imgae/);
  await expect(refused('rar:1MB')).rejects.toThrow(/rar/);
  await expect(
    play({ base: store.base, allow: [store.base], scenarios: upload('any'), profiles: [{ name: 'a', files: { kinds: { pictures: 1 } } }] }),
  ).rejects.toThrow(/pictures/);
  expect(store.requests).toEqual([]);
});
