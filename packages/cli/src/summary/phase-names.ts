import type { RequestPhase } from '@rushhour/core';

/** What each phase of a request is called where people read of it. */
export const phaseNames: Readonly<Record<RequestPhase, string>> = {
  blocked: 'waiting for a connection',
  dns: 'name look-up',
  connect: 'connecting',
  tls: 'TLS handshake',
  firstByte: 'waiting for the answer',
  receive: 'receiving',
};
