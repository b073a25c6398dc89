import type { Clock } from '@rushhour/core';
import type { Identity } from '../session/request-headers.ts';
import type { Target } from '../target/target.ts';
import type { ConnectionHolder } from './connection.ts';
import { loadRobotsParser } from './load-robots-parser.ts';
import { wireRequest, type Wire, type WireDispatch, type WireReceiver, type WireRequest } from './wire.ts';
import type { AnswerHeaders } from './answer-headers.ts';

/** The rules of one origin for robots. */
export interface Robots {
  /** Whether the rules let a target be fetched; the rules are read first, once. */
  allows(target: Target): Promise<boolean>;
  /** Whether rules that are known already forbid a URL; false while they are not. */
  forbids(href: string): boolean;
}

/** Settings of {@link createRobots}. */
export interface RobotsSettings {
  readonly origin: string;
  readonly identity: Identity;
  readonly clock: Clock;
  readonly dispatch: WireDispatch;
}

/** The name by which robots.txt may speak to us. */
const robotName = 'rushhour';
/** Most of a robots.txt that is read (RFC 9309, 2.5). */
const maxBytes = 512 * 1024;
/** When rules that could not be read are asked for again. */
const retryMs = 60_000;
const silenceMs = 10_000;

type Verdict = (url: string) => boolean;

/** Reads robots.txt of an origin when it is first asked about (RFC 9309): absent means all is allowed, unreachable means nothing is. */
export function createRobots({ origin, identity, clock, dispatch }: RobotsSettings): Robots {
  let verdict: Promise<Verdict> | undefined;
  let known: Verdict | undefined;
  let askAgainAt = Infinity;

  const read = async (): Promise<Verdict> => {
    const answer = await fetchText(dispatch, requestFor(origin, identity));
    if (answer === undefined || answer.status >= 500) {
      askAgainAt = clock.now() + retryMs;
      return () => false;
    }
    if (answer.status < 200 || answer.status >= 300) return () => true;
    const parse = await loadRobotsParser();
    const rules = parse(`${origin}/robots.txt`, answer.text);
    return (url) => rules.isAllowed(url, robotName) ?? true;
  };

  return {
    async allows(target) {
      if (verdict === undefined || clock.now() >= askAgainAt) {
        askAgainAt = Infinity;
        known = undefined;
        verdict = read();
      }
      known = await verdict;
      return known(target.href);
    },
    forbids: (href) => known !== undefined && clock.now() < askAgainAt && !known(href),
  };
}

function requestFor(origin: string, { userAgent, run }: Identity): WireRequest {
  const target: Target = {
    href: `${origin}/robots.txt`,
    origin,
    hostname: new URL(origin).hostname,
    isSecure: origin.startsWith('https:'),
    path: '/robots.txt',
    pathname: '/robots.txt',
    // The scope let a URL of this origin in; its rules may be read wherever the prefix lies.
    rule: undefined,
  };
  const headers = ['user-agent', userAgent, 'accept', 'text/plain,*/*;q=0.5', 'x-rushhour-run', run];
  return wireRequest({ target, method: 'GET', headers, idleMs: silenceMs });
}

/** Undefined when no answer came. */
function fetchText(dispatch: WireDispatch, request: WireRequest): Promise<{ readonly status: number; readonly text: string } | undefined> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let received = 0;
    let status = 0;
    let wire: Wire | undefined;
    const holder: ConnectionHolder = { connection: undefined };
    const finish = () => resolve({ status, text: Buffer.concat(chunks).toString('utf8') });
    const receiver: WireReceiver = {
      isSettled: false,
      holder,
      onWire: (begun) => (wire = begun),
      onSent: () => undefined,
      onHead: (answered: number, _headers: AnswerHeaders) => (status = answered),
      onChunk(chunk) {
        received += chunk.length;
        if (received <= maxBytes) {
          chunks.push(chunk);
          return;
        }
        finish();
        wire?.abort(new Error('robots.txt is longer than what is read'));
      },
      onEnd: finish,
      onFailure: () => resolve(undefined),
      renew: (again) => again,
    };
    dispatch(request, receiver);
  });
}
