import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { scenario, ScenarioRunner, type RunSummary } from '@rushhour/core';
import { createHttp } from '@rushhour/http';
import { generic } from '@rushhour/plugin-generic';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createGuestbook } from './guestbook.ts';

const { server, entries } = createGuestbook();
const web = generic();

describe('twenty visitors, five visits each', () => {
  let summary: RunSummary;

  beforeAll(async () => {
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    // A server that listens on a port has an address of this shape.
    const { port } = server.address() as AddressInfo;
    const visit = scenario('visit', { base: `http://127.0.0.1:${port}`, think: '0' }, [
      web.open('/', { contains: 'Guest book' }),
      web.follow('/', { form: '#sign', field: { text: 'I was here' } }, { name: 'sign' }),
      web.download('/entries.json', { contains: 'I was here' }),
    ]);
    summary = await new ScenarioRunner({ scenarios: [visit], plugins: [web], http: createHttp(), users: 20, plays: 5, seed: 'ci' }).run();
  });
  afterAll(() => {
    server.close();
    server.closeAllConnections();
  });

  test('everything they do works', () => {
    expect(summary.errors).toEqual([]);
    expect(summary.actions).toMatchObject({ scheduled: 300, started: 300, ok: 300, failed: 0, interrupted: 0 });
  });

  test('no entry is lost', () => {
    expect(summary.byStep['sign']?.ok).toBe(100);
    expect(entries).toHaveLength(100);
  });

  test('nothing is answered but pages and the redirect of the form', () => {
    expect(Object.keys(summary.requests.byStatus)).toEqual(['200', '303']);
  });
});
