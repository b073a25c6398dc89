import { createMemoryHttp, type SiteReply, type SiteRoutes } from '@rushhour/testkit';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import type { DataRow } from '../people/feeder.ts';
import { actionFor } from '../plugin/action-for.ts';
import { definePlugin } from '../plugin/define-plugin.ts';
import type { SitePlugin } from '../plugin/plugin.ts';
import { ActionRegistry } from '../registry/action-registry.ts';
import type { InstructionDraft } from '../scenario/instruction-draft.ts';
import { formatProblems } from '../scenario/problem.ts';
import { open, scenario, upload, type ScenarioOptions } from '../scenario/scenario-builder.ts';
import { createScope } from '../scope/create-scope.ts';
import { systemClock } from '../support/clock.ts';
import { createRandom } from '../support/random.ts';
import { bindLate } from './bind-late.ts';
import { createCallHandler } from './call-handler.ts';
import { composeExecute } from './execute.ts';
import { noFaults } from '../plugin/fault.ts';
import { Execution, type Actor } from './execution.ts';
import { prepareScenarios, type PrepareOptions } from './prepare-scenarios.ts';

const origin = 'https://shop.test';

const json = (value: unknown): SiteReply => ({ headers: { 'content-type': 'application/json' }, body: JSON.stringify(value) });

/** A plugin that tells what it was given, and sends its parameters' text as a body. */
function shop(given: unknown[] = []): SitePlugin {
  const params = z.strictObject({
    text: z.string().optional(),
    price: z.coerce.number().optional(),
    json: z
      .string()
      .transform((text): unknown => JSON.parse(text))
      .optional(),
    tree: z.record(z.string(), z.unknown()).optional(),
  });
  return definePlugin({
    name: 'shop',
    targets: () => [origin],
    origins: () => [],
    actions: {
      open: actionFor()({
        params,
        prepare: ({ params: { text } }) => {
          if (text === 'bad') throw new Error('"bad" is no text');
          return `prepared ${text ?? 'nothing'}`;
        },
        async run({ params: read, prepared, session, target }) {
          if (read.text?.startsWith('check ') === true) throw new Error(`${target.href} is not ${read.text}`);
          given.push({ path: target.href.slice(origin.length), ...read, prepared });
          await session.http.navigate({ url: target });
        },
      }),
    },
  })();
}

function prepare(
  instructions: readonly InstructionDraft[],
  { order, plugin = shop(), ...options }: Partial<PrepareOptions> & Pick<ScenarioOptions, 'order'> & { readonly plugin?: SitePlugin } = {},
) {
  const made = scenario('visit', { ...(order !== undefined && { order }) }, instructions);
  return prepareScenarios([made], { registry: new ActionRegistry([plugin]), scope: createScope([origin]), base: origin, ...options });
}

async function problemsOf(...given: Parameters<typeof prepare>): Promise<string> {
  return formatProblems((await prepare(...given)).problems);
}

/** Plays the instructions in the order written, as the loop of a run does. */
async function play(instructions: readonly InstructionDraft[], site: SiteRoutes, row?: DataRow) {
  const given: unknown[] = [];
  const { prepared, problems } = await prepare(instructions, { plugin: shop(given), data: row, columns: row && Object.keys(row) });
  if (problems.length > 0) throw new Error(formatProblems(problems));
  const scope = createScope([origin]);
  const http = createMemoryHttp(site);
  const transport = http.open({ id: 'RUN', scope, clock: systemClock, users: 1, warn: () => undefined });
  const session = transport.session({ id: 'visitor/3', random: createRandom(1) });
  const actor: Actor = {
    info: { id: 'visitor/3', profile: 'visitor', role: 'visitor' },
    clock: systemClock,
    scenario: 'visit',
    play: 2,
    playSpan: undefined,
    data: row,
    secretColumns: new Set(),
    faults: noFaults,
    giveFault: () => undefined,
    variables: undefined,
    http: session,
    meter: session.meter,
    pluginSession: () => ({ http: session }),
    cancelRequests: () => undefined,
    randomFor: (index) => createRandom(index),
    ledgerFor: () => {
      throw new Error('nothing is created here');
    },
    takeNumber: () => 0,
    tokenOf: String,
    makeFile: () => {
      throw new Error('nothing is made here');
    },
    startSpan: () => undefined,
  };
  const execute = composeExecute(
    createCallHandler(() => undefined),
    [],
  );
  const ends: Execution[] = [];
  for (const [index, step] of (prepared[0]?.steps ?? []).entries()) {
    session.keepAnswer = step.captures !== undefined;
    ends.push(
      await new Promise<Execution>((onSettled) => {
        const execution = new Execution(actor, { step, index, intendedAt: 0, onSettled });
        if (step.bound === undefined) bindLate(execution, { run: 'RUN', page: session.page?.url });
        execute(execution);
      }),
    );
  }
  await transport.close();
  return {
    given,
    actor,
    sent: http.log.map(({ url }) => url),
    outcomes: ends.map(({ outcome, error }) => error ?? outcome),
    messages: ends.map(({ message }) => message),
    canonical: ends.map(({ canonical }) => canonical.slice(origin.length)),
  };
}

const site: SiteRoutes = {
  'GET /token': { headers: { location: '/next' }, body: '{ "token": "a/b&c=\\"d\\"" }' },
  'GET /*': json({}),
};

describe('data and variables', () => {
  test('stand in targets, percent-encoded, and in parameters at any depth, as they are', async () => {
    const { given, outcomes, canonical } = await play(
      [
        open('/token', {}, { capture: { token: { json: '$.token' }, place: { header: 'location' } } }),
        open('/{data.sku}/x?t={var.token}&u={user}#{run}', {
          text: '{data.sku}: {var.token}',
          price: '{data.price}',
          json: '{"a": ["{var.token}"]}',
          tree: { list: [{ deep: '{var.place}' }, 5], '{var.token}': true },
        }),
      ],
      site,
      { sku: 'lamp/é', price: '12.5' },
    );
    expect(outcomes).toEqual(['ok', 'ok']);
    expect(given[1]).toEqual({
      path: '/lamp%2F%C3%A9/x?t=a%2Fb%26c%3D%22d%22&u=visitor-3#RUN',
      text: 'lamp/é: a/b&c="d"',
      price: 12.5,
      json: { a: ['a/b&c="d"'] },
      tree: { list: [{ deep: '/next' }, 5], '{var.token}': true },
      prepared: 'prepared lamp/é: a/b&c="d"',
    });
    expect(canonical[1]).toBe('/lamp%2F%C3%A9/x?t={var.token}&u=visitor-3#{run}');
  });

  test('are not looked at again: a value never becomes structure', async () => {
    const { given } = await play(
      [open('/a', { text: '{data.evil}', json: '{"name": "{data.evil}"}', tree: { x: '{data.evil}' } }), open('/{data.evil}')],
      site,
      { evil: '{data.evil}", "admin": true, "__proto__": {"x": 1}, "{run}' },
    );
    const evil = '{data.evil}", "admin": true, "__proto__": {"x": 1}, "{run}';
    expect(given).toEqual([
      { path: '/a', text: evil, json: { name: evil }, tree: { x: evil }, prepared: `prepared ${evil}` },
      { path: `/${encodeURIComponent(evil)}`, prepared: 'prepared nothing' },
    ]);
  });

  test('never lead to another place by dots', async () => {
    const { outcomes, sent, messages } = await play(
      [open('/in/{data.up}/x'), open('/in/.{data.dot}'), open('/in/{data.up}.txt'), open('/?q={data.up}')],
      site,
      { up: '..', dot: '.' },
    ).catch((error: unknown) => ({ outcomes: [], sent: [], messages: [String(error)] }));
    expect({ outcomes, sent }).toEqual({ outcomes: [], sent: [] });
    expect(messages[0]).toContain('visit:1:1: A value makes dots of a part of the path in the target "https://shop.test/in/{data.up}/x".');
    expect(messages[0]).not.toContain('visit:3:1');
    const dotted: SiteRoutes = { 'GET /t': json({ up: '..', half: '\ud800' }), 'GET /*': json({}) };
    const capture = { up: { json: '$.up' }, half: { json: '$.half' } };
    const played = await play([open('/t', {}, { capture }), open('/in/{var.up}/x'), open('/in/{var.half}')], dotted);
    expect(played.outcomes).toEqual(['ok', 'target_invalid', 'ok']);
    expect(played.sent).toEqual(['/t', '/in/%EF%BF%BD']);
  });

  test('that are missing fail the action before anything is sent', async () => {
    const capture = { token: { json: '$.none' } };
    const { outcomes, sent, messages } = await play(
      [open('/token', {}, { capture }), open('/{var.token}'), open('/x', { text: '{var.token}' })],
      site,
    );
    expect(outcomes).toEqual(['capture_missing', 'variable_missing', 'variable_missing']);
    expect(sent).toEqual(['/token']);
    expect(messages).toEqual([
      'The capture "token" is missing: the answer has nothing at json "$.none".',
      'Nothing was captured as "token" in this play.',
      'Nothing was captured as "token" in this play.',
    ]);
  });

  test('that a schema refuses fail the action, and say nothing of what was captured', async () => {
    const secret: SiteRoutes = { 'GET /t': json({ price: 'hush', text: 'bad' }), 'GET /*': json({}) };
    const capture = { price: { json: '$.price' }, text: { json: '$.text' } };
    const { outcomes, messages, sent } = await play(
      [open('/t', {}, { capture }), open('/x', { price: '{var.price}' }), open('/x', { text: '{var.text}' })],
      secret,
    );
    expect(outcomes).toEqual(['ok', 'params_invalid', 'params_invalid']);
    expect(messages.slice(1)).toEqual([
      'Plugin "shop" refuses the parameters of this open with the values of {var.price}.',
      'Plugin "shop" refuses the parameters of this open with the values of {var.text}.',
    ]);
    expect(sent).toEqual(['/t']);
  });
});

describe('what was captured', () => {
  test('is in no message, whoever wrote it', async () => {
    const secret: SiteRoutes = { 'GET /t': json({ token: 'top "secret"', pin: '12' }) };
    const capture = { token: { json: '$.token' }, pin: { json: '$.pin' } };
    const { messages } = await play([open('/t', {}, { capture }), open('/{var.token}', { text: 'check {var.token} {var.pin}' })], secret);
    expect(messages[1]).toBe('Error: https://shop.test/{var.token} is not check {var.token} 12');
  });
});

describe('a capture', () => {
  test('is read after a good answer only, and forgets what is not there any more', async () => {
    const changing: SiteRoutes = { 'GET /first': json({ a: 1, b: 2 }), 'GET /second': json({ b: 3 }), 'GET /*': { status: 500 } };
    const capture = { a: { json: '$.a' }, b: { json: '$.b' } };
    const { outcomes, actor } = await play(
      [open('/first', {}, { capture }), open('/second', {}, { capture }), open('/broken', {}, { capture })],
      changing,
    );
    expect(outcomes).toEqual(['ok', 'capture_missing', 'http_500']);
    expect([...(actor.variables ?? [])]).toEqual([['b', '3']]);
  });

  test('is missing when it is larger than a variable may be', async () => {
    const large: SiteRoutes = { 'GET /': json({ a: 'x'.repeat(65_537) }) };
    const { outcomes, messages } = await play([open('/', {}, { capture: { a: { json: '$.a' } } })], large);
    expect(outcomes).toEqual(['capture_missing']);
    expect(messages).toEqual(['The capture "a" is missing: it has more than 65536 characters.']);
  });
});

describe('before the run', () => {
  const capture = { token: { json: '$.token' } };

  test('unknown columns and variables are told, with what was likely meant', async () => {
    const instructions = [
      open('/{data.skuu}', {}, { capture }),
      open('/{var.tokn}', { tree: { a: ['{data.__proto__}'] } }),
      open('/', { text: '{data.colour}' }),
    ];
    expect(await problemsOf(instructions, { columns: ['sku', 'price'] })).toMatchInlineSnapshot(`
      "visit:1:1: The data has no column "skuu".
        Did you mean \`sku\`?
      visit:2:1: Nothing captures \`{var.tokn}\`.
        Did you mean \`token\`?
      visit:2:1: The data has no column "__proto__".
        Its columns are: sku, price.
      visit:3:1: The data has no column "colour".
        Its columns are: sku, price."
    `);
    expect(await problemsOf([open('/{data.sku}')])).toMatchInlineSnapshot(`
      "visit:1:1: \`{data.sku}\` names data, but there is none.
        Give the plan, or each profile that plays this, \`data\`."
    `);
    expect(await problemsOf([open('/{var.token}')])).toMatchInlineSnapshot(`
      "visit:1:1: Nothing captures \`{var.token}\`.
        Give an instruction before it a \`capture\`, such as \`capture.token.json=$.token\`."
    `);
    expect(await problemsOf([open('/{var.token}')], { variables: ['token'] })).toBe('');
    expect(await problemsOf([open('x')], { base: `${origin}/{data.shop}/`, columns: ['town'] })).toContain('no column "shop"');
  });

  test('a variable of the order written is there only afterwards', async () => {
    const instructions = [open('/{var.token}'), open('/', {}, { capture })];
    expect(await problemsOf(instructions)).toMatchInlineSnapshot(`
      "visit:1:1: \`{var.token}\` is captured only afterwards.
        Put the instruction that captures it before this one."
    `);
    expect(await problemsOf(instructions, { order: 'random' })).toBe('');
  });

  test('a row is tried with the schema; what only an example stands for is not held against it', async () => {
    const columns = ['price'];
    expect(await problemsOf([open('/', { price: '{data.price}' })], { columns })).toBe('');
    expect(await problemsOf([open('/', { price: '{data.price}' })], { columns, data: { price: '1' } })).toBe('');
    expect(await problemsOf([open('/', { price: '{data.price}' })], { columns, data: { price: 'dear' } })).toMatchInlineSnapshot(`
      "visit:1:1: Plugin "shop" refuses the parameters of this open: price "{data.price}" is "dear": Invalid input: expected number, received NaN.
        See the parameters of the action in the documentation of the plugin that takes it."
    `);
    expect(await problemsOf([open('/', { text: '{data.price}' })], { columns, data: { price: 'bad' } })).toContain('"bad" is no text');
    expect(await problemsOf([open('/', { price: '{data.price}', txt: '{data.price}' })], { columns })).toMatchInlineSnapshot(`
      "visit:1:1: Plugin "shop" refuses the parameters of this open: Unrecognized key: "txt".
        Did you mean \`text\`?"
    `);
    expect(await problemsOf([open('/', { price: 'dear', text: '{data.price}' })], { columns })).toContain('price "dear"');
  });

  test('the file of an upload is the same each time', async () => {
    expect(await problemsOf([upload('/', { file: '{data.file}' })], { columns: ['file'] })).toContain(
      'The file "{data.file}" is not the same each time.',
    );
  });

  test('steps without names stay ready, and keep no answer', async () => {
    const { prepared } = await prepare([open('/', { text: 'a {sample} {data} {user}' }), open('/{index}')]);
    const [plain, late] = prepared[0]?.steps ?? [];
    expect(plain?.bound?.params).toEqual({ text: 'a {sample} {data} {user}' });
    expect([plain?.bound?.inputsFor, plain?.captures, plain?.think]).toEqual([undefined, undefined, undefined]);
    expect([late?.bound, late?.sample?.href]).toEqual([undefined, `${origin}/0`]);
  });
});
