// The one class of undici this package needs, by its path: the entry of undici 8 loads fetch, WebSocket and much more (a third of the
// time a command has to start), and writes the dispatcher of the whole process. See docs/decisions on undici.
declare module 'undici/lib/dispatcher/client.js' {
  import { Client } from 'undici';
  export default Client;
}
declare module 'undici/lib/core/connect.js' {
  import { buildConnector } from 'undici';
  export default buildConnector;
}
