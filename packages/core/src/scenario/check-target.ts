import { quoted } from '../support/quoted.ts';
import type { Fault } from './problem.ts';

const schemes: ReadonlySet<string> = new Set(['http', 'https', 's3']);

/**
 * Checks a target as it was written, before `URL` parses it: `URL` drops line breaks and tabs, and reads `\` as `/`, without a word.
 *
 * @returns what is wrong; undefined when it may be played, absolute (http, https, s3) or relative to a base
 */
export function checkTarget(raw: string): Fault | undefined {
  if (raw === '') return { message: 'The target is empty.', hint: 'Write a URL, or a path such as `/` when there is a base.' };
  if (/[\u0000-\u001f\u007f-\u009f]/.test(raw)) {
    return { message: `The target ${quoted(raw)} contains a control character.`, hint: 'Remove it, or write it percent-encoded.' };
  }
  if (/\s/.test(raw)) {
    return {
      message: `The target ${quoted(raw)} contains white space.`,
      hint: 'Write `%20` for a space; a link is chosen by `text="..."`.',
    };
  }
  if (/^[^?#]*\\/.test(raw)) return { message: `The target ${quoted(raw)} contains a backslash.`, hint: 'Write `/`, or `%5C`.' };
  if (raw.startsWith('//')) return { message: `The target ${quoted(raw)} has a host but no scheme.`, hint: `Write \`https:${raw}\`.` };
  const scheme = /^([a-z][a-z\d+.-]*):/i.exec(raw)?.[1];
  return scheme === undefined ? undefined : checkAbsolute(raw, scheme);
}

/** Checks a base: as a target, but absolute. */
export function checkBase(raw: string): Fault | undefined {
  const fault = checkTarget(raw);
  if (fault !== undefined) return { ...fault, message: fault.message.replace(/^The target/, 'The base') };
  if (/^[a-z][a-z\d+.-]*:/i.test(raw)) return undefined;
  return { message: `The base ${quoted(raw)} is not an absolute URL.`, hint: 'Write scheme and host too, such as `https://shop.example`.' };
}

function checkAbsolute(raw: string, scheme: string): Fault | undefined {
  if (!schemes.has(scheme.toLowerCase())) {
    if (/^[^:]+:\d/.test(raw)) return { message: `The target ${quoted(raw)} has no scheme.`, hint: `Write \`http://${raw}\`.` };
    return {
      message: `The target ${quoted(raw)} has the scheme ${quoted(`${scheme}:`)}.`,
      hint: 'Only http:, https: and s3: can be played.',
    };
  }
  const authority = /^[^:]+:\/\/([^/?#]*)/.exec(raw)?.[1];
  if (authority === undefined || authority === '') {
    return { message: `The target ${quoted(raw)} has no host.`, hint: `Write \`${scheme}://\`, then the host.` };
  }
  if (authority.includes('@')) {
    return {
      message: `The target ${quoted(withoutUser(raw))} carries a user name or a password.`,
      hint: 'Leave it out of the URL; the generic plugin takes `auth=user:password`.',
    };
  }
  if (!URL.canParse(raw)) return { message: `The target ${quoted(raw)} is not a valid URL.`, hint: 'Check the host and the port.' };
  return undefined;
}

/** The URL with everything up to the last `@` of its authority hidden: it may be a password. */
function withoutUser(raw: string): string {
  return raw.replace(/^([^:]+:\/\/)[^/?#]*@/, '$1REDACTED@');
}
