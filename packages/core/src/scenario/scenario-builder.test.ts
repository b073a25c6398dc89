import { expect, expectTypeOf, test } from 'vitest';
import { plainScenario } from '../../test/plain-scenario.ts';
import { download, follow, open, scenario, upload } from './scenario-builder.ts';
import type { Scenario } from './scenario.ts';

test('a scenario made in code', () => {
  const made = scenario('browse', { order: 'weighted', think: '0-1s', base: 'https://shop.example' }, [
    open('/'),
    follow({ text: 'Next page' }),
    follow('/list', { css: 'a.product' }, { weight: 2 }),
    upload('/photos', { file: { name: 'a.txt', data: 'hello' }, field: 'image' }, { expect: 201, timeout: '30s' }),
    download('/manual.pdf'),
  ]);
  expectTypeOf(made).toEqualTypeOf<Scenario>();
  expect(plainScenario(made)).toEqual({
    name: 'browse',
    order: 'weighted',
    draws: 10,
    think: { minMs: 0, maxMs: 1000 },
    base: 'https://shop.example',
    instructions: [
      { action: 'open', target: '/', with: {} },
      { action: 'follow', with: { text: 'Next page' } },
      { action: 'follow', target: '/list', with: { css: 'a.product' }, weight: 2 },
      {
        action: 'upload',
        target: '/photos',
        with: { file: { name: 'a.txt', data: 'hello' }, field: 'image' },
        expect: [[201, 201]],
        timeoutMs: 30_000,
      },
      { action: 'download', target: '/manual.pdf', with: {} },
    ],
  });
  expect(made.instructions[2]?.position).toEqual({ file: 'browse', line: 3, column: 1 });
});

test('every problem of it is thrown at once', () => {
  const build = () => scenario('browse', { draws: 0, base: '/x' }, [open('javascript:alert(1)'), open('/', { timeout: '3s' })]);
  expect(build).toThrowErrorMatchingInlineSnapshot(`
    [RushhourError: browse:1:1: \`draws\` cannot be "0".
      Write a whole number from 1 to 1000000.
    browse:1:1: The base "/x" is not an absolute URL.
      Write scheme and host too, such as \`https://shop.example\`.
    browse:1:1: The target "javascript:alert(1)" has the scheme "javascript:".
      Only http:, https: and s3: can be played.
    browse:2:1: \`timeout\` is no parameter of an action, but of every instruction.
      Write \`timeout\` beside \`with\`, not in it.]
  `);
  expect(() => scenario('empty', {}, [])).toThrow(expect.objectContaining({ code: 'input_invalid' }));
});

test('an option that cannot be read is told where it is written', () => {
  expect(() => open('/', {}, { timeout: 'soon' })).toThrow(
    expect.objectContaining({ code: 'option_invalid', message: 'open: `timeout` cannot be "soon".' }),
  );
  // @ts-expect-error a misspelt option does not compile
  expect(() => open('/', {}, { timout: '3s' })).toThrow('open: Unknown option "timout".');
  // @ts-expect-error an upload takes a path or content
  upload('/', { file: 5 });
});
