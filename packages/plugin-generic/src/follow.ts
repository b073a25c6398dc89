import {
  defaultExpect,
  isExpected,
  RushhourError,
  type HttpPage,
  type HttpRequest,
  type HttpSession,
  type LinkSelector,
} from '@rushhour/core';
import { isSelector } from '@rushhour/http';
import { z } from 'zod';
import { createChecks } from './checks/create-checks.ts';
import { genericAction } from './generic-session.ts';
import { checkParams } from './params/check-params.ts';
import { fields } from './params/fields.ts';
import { pickLink } from './request/pick-link.ts';
import { submitForm } from './request/submit-form.ts';
import { unexpectedStatus } from './request/unexpected-status.ts';
import { untilCut } from './request/until-cut.ts';
import { withFault } from './request/with-fault.ts';
import { withQuery } from './request/with-query.ts';

const text = z.string().min(1);
const selector = text.refine(isSelector, 'is not a CSS selector');

const selectorNames = ['text', 'css', 'href', 'rel'] as const;

const params = z
  .strictObject({
    text: text.optional().describe('What the link says; a part of it, in any case.'),
    css: selector.optional().describe('A CSS selector of the link.'),
    href: text.optional().describe('A part of the URL it leads to, or a pattern with `*`.'),
    rel: text.optional().describe('A token of its `rel`.'),
    form: selector.optional().describe('A CSS selector of a form to submit instead of a link to follow.'),
    field: fields.optional().describe('What to fill into the form, by field name.'),
    ...checkParams,
  })
  .superRefine((written, context) => {
    const given = selectorNames.find((name) => written[name] !== undefined);
    if (written.form !== undefined && given !== undefined) {
      context.addIssue({ code: 'custom', path: [given], message: 'cannot be given together with form' });
    }
    if (written.form === undefined && written.field !== undefined) {
      context.addIssue({ code: 'custom', path: ['field'], message: 'needs form, which says what to fill in' });
    }
  });

/** Follows a link of the current page, or submits a form of it; with a URL, opens that page first unless the user is on it. */
export const follow = genericAction({
  description: 'Follows a link of the current page, or submits a form of it.',
  params,
  faults: ['missingKey'],
  prepare({ params: { text: says, css, href, rel, ...others } }) {
    const link: LinkSelector = {
      ...(says !== undefined && { text: says }),
      ...(css !== undefined && { css }),
      ...(href !== undefined && { href }),
      ...(rel !== undefined && { rel }),
    };
    return { selector: Object.keys(link).length > 0 ? link : undefined, checks: createChecks(others) };
  },
  async run(context) {
    const { session, params: given, prepared } = context;
    const { http } = session;
    const page = context.hasTarget ? await pageAt(http, withQuery(context.target)) : http.page;
    if (page === undefined) throw new RushhourError('no_page');
    const request: HttpRequest =
      given.form === undefined
        ? { url: pickLink(page, prepared.selector, () => context.random) }
        : submitForm(page, given.form, given.field);
    const answer = await http.navigate({
      ...withFault(request, context),
      limits: untilCut,
      referrer: page.url,
      ...(prepared.checks?.needsBody === true && { keep: true }),
    });
    if (isExpected(context.expect, answer.status)) prepared.checks?.verify(answer);
    return { status: answer.status };
  },
});

/** The current page, when it is that of a URL, else what opening the URL gives. */
async function pageAt(http: HttpSession, url: string): Promise<HttpPage | undefined> {
  if (http.page?.url === url) return http.page;
  const { status } = await http.navigate({ url, keep: true, limits: untilCut });
  if (!isExpected(defaultExpect, status)) throw unexpectedStatus(status, url);
  return http.page;
}
