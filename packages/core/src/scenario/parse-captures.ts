import { parseJsonPath } from '../support/json-path.ts';
import { quoted } from '../support/quoted.ts';
import type { Capture } from './capture.ts';
import type { Fault } from './problem.ts';
import { unknownWord } from './unknown-word.ts';
import { isUnsafeKey } from './unsafe-key.ts';

/** Characters a path, selector, pattern or header name may have: a pattern is only as dangerous as it is long and its text is. */
const longestCapture = 500;

const captureKinds = ['json', 'css', 'regex', 'header'] as const;

/** What is wrong with the text of a kind of capture; undefined when it is right. */
const checks: Readonly<Record<(typeof captureKinds)[number], (text: string) => string | undefined>> = {
  json: (text) => (parseJsonPath(text) !== undefined ? undefined : 'Write a path that begins with `$`, such as `$.items[0].id`.'),
  css: () => undefined,
  regex: (text) => (isPattern(text) ? undefined : 'Write a regular expression of JavaScript, such as `id=(\\d+)`.'),
  header: (text) => (/^[\w!#$%&'*+.^`|~-]+$/.test(text) ? undefined : 'Write the name of a header, such as `location`.'),
};

/**
 * Reads what an instruction captures: `{ token: { json: '$.token' }, price: { css: '.price', attr: 'content' } }`.
 *
 * @returns the captures by the name of their variable, or what is wrong with the first bad one
 */
export function parseCaptures(value: unknown): { readonly capture: Readonly<Record<string, Capture>> } | { readonly fault: Fault } {
  if (!isRecord(value) || Object.keys(value).length === 0) {
    const hint = 'Name variables and where to read them, such as `{ token: { json: $.token } }`.';
    return { fault: { message: `\`capture\` cannot be ${quoted(value)}.`, hint } };
  }
  const captures: [string, Capture][] = [];
  for (const [name, written] of Object.entries(value)) {
    const read = readCapture(name, written);
    if ('message' in read) return { fault: read };
    captures.push([name, read]);
  }
  return { capture: Object.fromEntries(captures) };
}

function readCapture(name: string, written: unknown): Capture | Fault {
  if (!/^[A-Za-z_]\w{0,99}$/.test(name) || isUnsafeKey(name)) {
    return { message: `A variable cannot be called ${quoted(name)}.`, hint: 'Write letters, digits and `_`, with a letter first.' };
  }
  const parts = isRecord(written) ? written : {};
  const given = captureKinds.filter((kind) => Object.hasOwn(parts, kind));
  const [kind] = given;
  const stranger = Object.keys(parts).find((key) => key !== 'attr' && !captureKinds.some((known) => known === key));
  if (stranger !== undefined) return unknownWord('kind of capture', stranger, [...captureKinds, 'attr']);
  if (kind === undefined || given.length > 1) {
    const message = `The capture ${quoted(name)} names ${given.length === 0 ? 'nothing to read' : given.map((each) => `\`${each}\``).join(' and ')}.`;
    return { message, hint: `Write exactly one of ${captureKinds.map((each) => `\`${each}\``).join(', ')}.` };
  }
  const text = parts[kind];
  const { attr } = parts;
  if (attr !== undefined && kind !== 'css') {
    return { message: `The capture ${quoted(name)} has an \`attr\`, but no \`css\`.`, hint: 'Only an element has attributes.' };
  }
  if (!isText(text)) return wrong(name, kind, text, `Write text of up to ${longestCapture} characters.`);
  if (attr !== undefined && !isText(attr)) return wrong(name, 'attr', attr, 'Write the name of an attribute.');
  const hint = checks[kind](text);
  if (hint !== undefined) return wrong(name, kind, text, hint);
  switch (kind) {
    case 'json':
      return { json: text };
    case 'css':
      return { css: text, ...(attr !== undefined && { attr }) };
    case 'regex':
      return { regex: text };
    case 'header':
      return { header: text };
  }
}

function wrong(name: string, key: string, value: unknown, hint: string): Fault {
  return { message: `The \`${key}\` of the capture ${quoted(name)} cannot be ${quoted(value)}.`, hint };
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value.trim() !== '' && value.length <= longestCapture;
}

function isPattern(text: string): boolean {
  try {
    return new RegExp(text) instanceof RegExp;
  } catch {
    return false;
  }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
