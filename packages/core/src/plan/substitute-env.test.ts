import fc from 'fast-check';
import { expect, test } from 'vitest';
import { substituteEnv } from './substitute-env.ts';

const env = { TOKEN: 'hunter2', OTHER: 'other', USERS: '25', EMPTY: '' };
const listed = ['TOKEN', 'USERS', 'EMPTY', 'UNSET'];

test('values stand for names in texts, at any depth, several times', () => {
  const plan = {
    env: listed,
    name: 'a-${TOKEN}-${TOKEN}${EMPTY}',
    plugins: [{ with: { '${TOKEN}': ['x', '${TOKEN}'] } }],
    speed: 2,
    x: null,
  };
  expect(substituteEnv(plan, env)).toEqual({
    value: { env: listed, name: 'a-hunter2-hunter2', plugins: [{ with: { '${TOKEN}': ['x', 'hunter2'] } }], speed: 2, x: null },
    secretPaths: [['name'], ['plugins', 0, 'with', '${TOKEN}', 1]],
    secrets: ['hunter2', ''],
    problems: [],
  });
});

test('a doubled dollar stands for the characters themselves', () => {
  expect(substituteEnv({ env: [], name: '$${TOKEN} $ $x {y} $$' }, env)).toMatchObject({
    value: { name: '${TOKEN} $ $x {y} $$' },
    problems: [],
  });
});

test('a value is put once, whatever it looks like', () => {
  const tricky = { A: '${B}\n- action: upload', B: 'never' };
  const { value, problems } = substituteEnv({ env: ['A', 'B'], name: '${A}' }, tricky);
  expect(problems).toEqual([]);
  expect(value).toEqual({ env: ['A', 'B'], name: '${B}\n- action: upload' });
});

test('where a number is wanted, digits become one', () => {
  const plan = {
    env: listed,
    name: '${USERS}',
    speed: '${USERS}',
    profiles: [{ name: '${USERS}', count: '${USERS}', activity: '${TOKEN}' }],
  };
  expect(substituteEnv(plan, env).value).toMatchObject({
    name: '25',
    speed: 25,
    profiles: [{ name: '25', count: 25, activity: 'hunter2' }],
  });
});

test('what is written behind `:-` is taken where a listed variable is unset or empty, and is no secret', () => {
  const plan = { env: listed, name: '${UNSET:-http://127.0.0.1:9000}/${EMPTY:-}', speed: '${UNSET:-144}', seed: '${TOKEN:-other}' };
  expect(substituteEnv(plan, env)).toEqual({
    value: { env: listed, name: 'http://127.0.0.1:9000/', speed: 144, seed: 'hunter2' },
    secretPaths: [['seed']],
    secrets: ['hunter2'],
    problems: [],
  });
  expect(substituteEnv({ env: [], name: '${UNSET:-x}' }, env).problems).toHaveLength(1);
});

test.each([
  ['${OTHER}', 'The environment variable "OTHER" is not listed in `env`.', 'Add it to `env` of the plan: `env: [OTHER]`.'],
  ['${TOKNE}', 'The environment variable "TOKNE" is not listed in `env`.', 'Did you mean `TOKEN`? Else add it to `env` of the plan.'],
  ['${UNSET}', 'The environment variable "UNSET" is not set.', 'Set it, or write what to take instead: `${UNSET:-text}`.'],
  ['${toString}', 'The environment variable "toString" is not listed in `env`.', 'Add it to `env` of the plan: `env: [toString]`.'],
  [
    '${A-B}',
    'What stands in `${...}` is no name of an environment variable.',
    'Write `${NAME}`, or `$${` for these characters themselves.',
  ],
  [
    '${TOKEN',
    'What stands in `${...}` is no name of an environment variable.',
    'Write `${NAME}`, or `$${` for these characters themselves.',
  ],
  ['${}', 'What stands in `${...}` is no name of an environment variable.', 'Write `${NAME}`, or `$${` for these characters themselves.'],
])('%s is refused', (name, message, hint) => {
  expect(substituteEnv({ env: listed, name }, env).problems).toEqual([{ path: ['name'], message, hint }]);
});

test('a plan without names stays as it is', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      fc.pre(!JSON.stringify(value).includes('${') && !JSON.stringify(value).includes('__proto__'));
      expect(substituteEnv(value, env)).toEqual({ value, secretPaths: [], secrets: [], problems: [] });
    }),
  );
});
