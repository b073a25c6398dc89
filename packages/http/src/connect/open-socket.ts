import type { LookupFunction, Socket } from 'node:net';
import type { SecureContext, TLSSocket } from 'node:tls';
import type { Clock } from '@rushhour/core';
import type { buildConnector } from 'undici';
import createConnector from 'undici/lib/core/connect.js';
import type { WireStatistics } from '../wire/wire-statistics.ts';
import type { OpenTunnel } from './open-tunnel.ts';

/** What came of opening a socket. */
export type SocketCallback = (error: Error | null, socket: Socket | TLSSocket | null, spentMs: number) => void;

/** Opens a socket to an origin; returns what cuts the attempt. */
export type OpenSocket = (address: buildConnector.Options, callback: SocketCallback) => (reason: Error) => void;

/** Settings of the sockets to one origin. */
export interface OpenSocketSettings {
  readonly clock: Clock;
  readonly statistics: WireStatistics;
  readonly connectMs: number;
  readonly http2: boolean;
  readonly lookup: LookupFunction;
  /** Undefined for the well-known authorities and no client certificate. */
  readonly secureContext: SecureContext | undefined;
  /** Leads through a proxy. */
  readonly tunnel: OpenTunnel | undefined;
}

/** TLS sessions remembered for resumption, per origin. */
const cachedSessions = 100;

/** Makes the one way to open sockets to an origin: TLS verified, name lookup guarded, phases measured. */
export function createOpenSocket(settings: OpenSocketSettings): OpenSocket {
  const { clock, tunnel } = settings;
  const { dns, connect, tls } = settings.statistics.phases;
  const open = createConnector({
    allowH2: settings.http2,
    timeout: settings.connectMs,
    maxCachedSessions: cachedSessions,
    lookup: settings.lookup,
    // Said here, NODE_TLS_REJECT_UNAUTHORIZED=0 has no effect.
    rejectUnauthorized: true,
    ...(settings.secureContext !== undefined && { secureContext: settings.secureContext }),
  });

  const openDirect: OpenSocket = (address, callback) => {
    const startedAt = clock.now();
    let resolvedAt = startedAt;
    let connectedAt = startedAt;
    // Undici's declaration leaves out that the connector returns the socket (lib/core/connect.js); the callback alone comes too late for its events.
    const opened: unknown = open(address, (error, socket) => {
      const now = clock.now();
      if (error !== null) {
        callback(error, null, now - startedAt);
        return;
      }
      if (address.protocol === 'https:') tls.record(now - connectedAt);
      callback(null, socket, now - startedAt);
    });
    const socket = opened as Socket;
    if (address.httpSocket === undefined) {
      socket.once('lookup', () => {
        resolvedAt = clock.now();
        dns.record(resolvedAt - startedAt);
      });
      socket.once('connect', () => {
        connectedAt = clock.now();
        connect.record(connectedAt - resolvedAt);
      });
    }
    return (reason) => socket.destroy(reason);
  };

  if (tunnel === undefined) return openDirect;

  return (address, callback) => {
    const startedAt = clock.now();
    let cut: (reason: Error) => void;
    cut = tunnel(address, (error, socket) => {
      const spentMs = clock.now() - startedAt;
      if (error !== null || socket === null) {
        callback(error, null, spentMs);
        return;
      }
      connect.record(spentMs);
      if (address.protocol !== 'https:') {
        callback(null, socket, spentMs);
        return;
      }
      cut = openDirect({ ...address, httpSocket: socket }, (failure, secured, tlsMs) => callback(failure, secured, spentMs + tlsMs));
    });
    return (reason) => cut(reason);
  };
}
