import { isExpected, type ActionContext, type ActionResult, type HttpReply, type HttpRequest } from '@rushhour/core';
import { z } from 'zod';
import { createChecks, type Checks } from './checks/create-checks.ts';
import { genericAction, type GenericSession } from './generic-session.ts';
import { auth, toAuthorization } from './params/auth.ts';
import { checkParams } from './params/check-params.ts';
import { fields } from './params/fields.ts';
import { flag } from './params/flag.ts';
import { headers } from './params/headers.ts';
import { json } from './params/json.ts';
import { method } from './params/method.ts';
import { createRequestBody } from './request/create-request-body.ts';
import { loadResources } from './request/load-resources.ts';
import { untilCut } from './request/until-cut.ts';
import { withFault } from './request/with-fault.ts';
import { withQuery } from './request/with-query.ts';

const params = z
  .strictObject({
    method: method.default('GET').describe('The request method.'),
    headers: headers.optional().describe('Extra headers by name.'),
    query: fields.optional().describe('Appended to the query of the URL.'),
    json: json.optional().describe('A body sent as JSON.'),
    form: fields.optional().describe('A body sent as a url-encoded form.'),
    body: z.string().optional().describe('A body sent as text; `headers.content-type` says what it is.'),
    auth: auth.optional().describe('`user:password` for Basic, or `bearer:TOKEN`.'),
    resources: flag.default(false).describe('Loads stylesheets, scripts and images of the page too, as a browser would.'),
    ...checkParams,
  })
  .superRefine((written, context) => {
    const [first, second] = (['json', 'form', 'body'] as const).filter((name) => written[name] !== undefined);
    if (first === undefined) return;
    if (second !== undefined) {
      context.addIssue({ code: 'custom', path: [second], message: `cannot be given together with ${first}` });
    }
    if (written.method === 'GET' || written.method === 'HEAD') {
      context.addIssue({ code: 'custom', path: [first], message: `cannot be sent with ${written.method}; add method=POST` });
    }
  });

/** Opens a page: redirects followed, the body read; the answer becomes the current page. */
export const open = genericAction({
  description: 'Opens a page; with `method`, `json` and the like, sends any other request.',
  params,
  faults: ['missingKey', 'badCredentials'],
  prepare({ target, params: given }) {
    const { headers: extra, query, auth: credentials, resources } = given;
    const checks = createChecks(given);
    const body = createRequestBody(given);
    const requestFor = (url: URL): HttpRequest =>
      Object.freeze({
        url: withQuery(url, query),
        method: given.method,
        limits: untilCut,
        ...(extra && { headers: extra }),
        ...(body && { body }),
        ...(credentials !== undefined && { authorization: toAuthorization(credentials) }),
        ...((resources || checks?.needsBody === true) && { keep: true }),
      });
    return {
      // A target with placeholders is known only when it is played.
      request: target && requestFor(target),
      requestFor,
      isPlain: checks === undefined && !resources,
      checks,
    };
  },
  run(context) {
    const { prepared, session, fault, params: given } = context;
    const request = prepared.request ?? prepared.requestFor(context.target);
    const reply = session.http.navigate(fault === undefined ? request : withFault(request, context, given.auth));
    return prepared.isPlain ? reply.then(nothing) : reply.then((answer) => finish(answer, context));
  },
});

/** The status of the last answer is held against `expect` by the engine. */
const nothing = () => undefined;

type OpenContext = ActionContext<GenericSession, z.output<typeof params>, { readonly checks: Checks | undefined }>;

async function finish(answer: HttpReply, context: OpenContext): Promise<ActionResult> {
  const { status } = answer;
  const { http } = context.session;
  if (!isExpected(context.expect, status)) return { status };
  context.prepared.checks?.verify(answer);
  if (context.params.resources && http.page !== undefined) {
    await loadResources(http.page.resources(), { http, signal: context.signal });
  }
  return { status };
}
