import type { Socket } from 'node:net';
import { RushhourError } from '@rushhour/core';
import type { buildConnector } from 'undici';

/** Opens a tunnel through a proxy; returns what cuts the attempt. */
export type OpenTunnel = (
  address: buildConnector.Options,
  callback: (error: Error | null, socket: Socket | null) => void,
) => (reason: Error) => void;

const defaultPorts: Readonly<Record<string, string>> = { 'http:': '80', 'https:': '443' };

/** Makes tunnels through an HTTP proxy with CONNECT (RFC 9110, 9.3.6). */
export function createOpenTunnel(proxy: URL, connectMs: number): OpenTunnel {
  const user = `${decodeURIComponent(proxy.username)}:${decodeURIComponent(proxy.password)}`;
  const authorization = user === ':' ? undefined : `Basic ${Buffer.from(user).toString('base64')}`;
  // Imported, `node:http` would load a second undici for runs without a proxy.
  const { request: send } = process.getBuiltinModule(proxy.protocol === 'https:' ? 'node:https' : 'node:http');

  return (address, done) => {
    let isDone = false;
    const callback: typeof done = (error, socket) => {
      if (isDone) return;
      isDone = true;
      done(error, socket);
    };
    const bracketed = address.hostname.includes(':') ? `[${address.hostname}]` : address.hostname;
    const authority = `${bracketed}:${address.port || defaultPorts[address.protocol]}`;
    const asking = send({
      host: proxy.hostname.replace(/^\[(.*)\]$/, '$1'),
      port: proxy.port || defaultPorts[proxy.protocol],
      method: 'CONNECT',
      path: authority,
      agent: false,
      timeout: connectMs,
      rejectUnauthorized: true,
      headers: { host: authority, ...(authorization !== undefined && { 'proxy-authorization': authorization }) },
    });
    asking.once('connect', (response, socket, head) => {
      if (response.statusCode !== 200) {
        socket.destroy();
        const message = `The proxy "${proxy.host}" refused a tunnel to "${authority}" with status "${response.statusCode}".`;
        callback(new RushhourError('connection_error', { message }), null);
        return;
      }
      if (head.length > 0) socket.unshift(head);
      socket.setTimeout(0);
      callback(null, socket);
    });
    asking.once('timeout', () =>
      asking.destroy(new RushhourError('connection_timeout', { message: `The proxy "${proxy.host}" did not answer in time.` })),
    );
    asking.once('response', (response) => {
      response.resume();
      const message = `The proxy "${proxy.host}" answered with status "${response.statusCode}" instead of a tunnel.`;
      callback(new RushhourError('connection_error', { message }), null);
    });
    asking.once('error', (error) => callback(error, null));
    asking.end();
    return (reason) => asking.destroy(reason);
  };
}
