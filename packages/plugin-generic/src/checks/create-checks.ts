import { RushhourError, type HttpReply } from '@rushhour/core';
import type { CheckParams } from '../params/check-params.ts';
import { excerpt } from './excerpt.ts';

/** The checks of one instruction, ready to be held against answers. */
export interface Checks {
  /** Whether a check looks at the body, which must be kept then; its first MiB is. */
  readonly needsBody: boolean;
  /** @throws RushhourError `check_failed` at the first check that fails. */
  verify(answer: HttpReply): void;
}

type Check = (answer: HttpReply) => string | undefined;

/** Headers whose values are credentials: what a site sent in them is not told. */
const secretHeader = /auth|cookie|token|secret|passw|session|signature|credential|api-?key/i;

/** Makes the checks of an instruction; undefined when it has none. */
export function createChecks({ contains = [], matches, header = {}, maxMs }: CheckParams): Checks | undefined {
  const bodyChecks = [...[contains].flat().map(containsCheck), ...(matches === undefined ? [] : [matchesCheck(matches)])];
  const checks = [
    ...(maxMs === undefined ? [] : [durationCheck(maxMs)]),
    ...Object.entries(header).map(([name, wanted]) => headerCheck(name, wanted)),
    ...bodyChecks,
  ];
  if (checks.length === 0) return undefined;
  return {
    needsBody: bodyChecks.length > 0,
    verify(answer) {
      for (const check of checks) {
        const message = check(answer);
        if (message !== undefined) throw new RushhourError('check_failed', { message });
      }
    },
  };
}

const containsCheck =
  (wanted: string): Check =>
  (answer) =>
    answer.text().includes(wanted) ? undefined : `Expected the body to contain "${excerpt(wanted)}", but it is ${bodyOf(answer)}.`;

function matchesCheck(source: string): Check {
  const pattern = new RegExp(source);
  return (answer) =>
    pattern.test(answer.text()) ? undefined : `Expected the body to match /${excerpt(source)}/, but it is ${bodyOf(answer)}.`;
}

function headerCheck(name: string, wanted: string): Check {
  const pattern = new RegExp(
    `^${wanted
      .split(/\*+/)
      .map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'))
      .join('.*')}$`,
    's',
  );
  return (answer) => {
    const value = answer.header(name.toLowerCase());
    if (value !== undefined && pattern.test(value)) return undefined;
    if (value !== undefined && secretHeader.test(name)) return `The header "${name}" is not what was expected; its value is not shown.`;
    return `Expected the header "${name}" to be "${excerpt(wanted)}", but ${value === undefined ? 'there is none' : `it is "${excerpt(value)}"`}.`;
  };
}

const durationCheck =
  (maxMs: number): Check =>
  ({ durationMs }) =>
    durationMs <= maxMs ? undefined : `Expected the answer within "${maxMs}" ms, but it took "${Math.ceil(durationMs)}" ms.`;

function bodyOf(answer: HttpReply): string {
  const body = answer.text();
  if (body === '') return 'empty';
  return `"${excerpt(body)}"${answer.truncated ? ' (only its beginning was kept)' : ''}`;
}
