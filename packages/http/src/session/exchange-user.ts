import type { HttpPage } from '@rushhour/core';
import type { Target } from '../target/target.ts';
import type { TrackedExchange } from '../transport-context.ts';
import type { AnswerHeaders } from '../wire/answer-headers.ts';
import type { ConnectionHolder } from '../wire/connection.ts';
import type { KeptAnswer } from './kept-answer.ts';
import type { CookieLibrary } from './read-cookie.ts';
import type { Validators } from './validator-cache.ts';

/** The user an exchange is made for: what it reads of their state, and what it changes. */
export interface ExchangeUser extends ConnectionHolder {
  readonly meter: { requests: number; bytesSent: number; bytesReceived: number; status: number };
  readonly page: HttpPage | undefined;
  readonly keepPage: boolean;
  readonly keepAnswer: boolean;
  /** Where the last `navigate` led. */
  readonly location: Target | undefined;
  /** The Cookie header for a target. */
  cookieFor(target: Target): string | undefined;
  /** Takes cookies of an answer over. */
  storeCookies(library: CookieLibrary, values: readonly string[], target: Target): void;
  /** The condition to ask for a target with. */
  conditionFor(target: Target): Validators | undefined;
  /** Remembers what a target can be asked for with. */
  remember(target: Target, headers: AnswerHeaders): void;
  /** A navigation ended: there, and with that page. */
  arrive(location: Target | undefined, page: HttpPage | undefined): void;
  /** Keeps an answer for captures, instead of the one before. */
  keep(answer: KeptAnswer): void;
  /** An exchange is over. */
  untrack(exchange: TrackedExchange): void;
}
