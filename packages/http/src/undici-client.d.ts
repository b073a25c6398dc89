// What this package needs of undici, by its path: the entry of undici 8 loads fetch, WebSocket and much more (80 ms of the 250 a command
// has to start), and writes the dispatcher of the whole process.
declare module 'undici/lib/dispatcher/client.js' {
  import { Client } from 'undici';
  export default Client;
}
declare module 'undici/lib/core/connect.js' {
  import { buildConnector } from 'undici';
  export default buildConnector;
}
