import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { definePlugin, open, scenario, ScenarioRunner } from '@rushhour/core';
import { prepareReportFile } from './report-file.ts';

let cwd: string;
beforeAll(() => {
  cwd = mkdtempSync(join(tmpdir(), 'rushhour-report-'));
});
afterAll(() => rmSync(cwd, { recursive: true }));

const shop = definePlugin({
  name: 'shop',
  targets: () => ['http://shop.example'],
  origins: () => ['http://shop.example'],
  actions: { open: { run: () => ({ status: 200 }) } },
});

test('the report of a run is one page, written in one go', async () => {
  const write = prepareReportFile('a.html', { cwd });
  const runner = new ScenarioRunner({
    scenarios: [scenario('browse', { base: 'http://shop.example' }, [open('/'), open('/a')])],
    plugins: [shop()],
    think: '0',
    plays: 3,
    seed: 7,
  });
  write(await runner.run(), { reason: 'all users are done' });
  expect(readdirSync(cwd)).toEqual(['a.html']);
  const page = readFileSync(join(cwd, 'a.html'), 'utf8');
  expect(page).toMatch(/^<!doctype html>/);
  expect(page).toContain('open /a');
  expect(page).not.toMatch(/NaN|undefined/);
});

test('a place that cannot be written is refused before the run', () => {
  expect(() => prepareReportFile('no/such/folder/a.html', { cwd })).toThrow(
    expect.objectContaining({
      code: 'option_invalid',
      message: expect.stringContaining('The option --report names "no/such/folder/a.html"'),
    }),
  );
});
