// The bare client: a Pool of connections, dispatch in a loop, bytes counted and nothing else. Prints its rate.
import { Pool, type Dispatcher } from 'undici';

const [url = '', users = '64', seconds = '5'] = process.argv.slice(2);
const { origin, pathname: path } = new URL(url);
const pool = new Pool(origin, { connections: Number(users) });
const options = { origin, path, method: 'GET' } as const;
const startedAt = performance.now();
const endAt = startedAt + Number(seconds) * 1000;
let count = 0;
let bytes = 0;

class CountingHandler implements Dispatcher.DispatchHandler {
  onRequestStart() {}
  onResponseStart() {}
  onResponseData(_controller: Dispatcher.DispatchController, chunk: Buffer) {
    bytes += chunk.length;
  }
  onResponseEnd() {
    count += 1;
    if (performance.now() < endAt) send();
    else finish();
  }
  onResponseError(_controller: Dispatcher.DispatchController, error: Error) {
    throw error;
  }
}

let left = Number(users);
const send = () => pool.dispatch(options, new CountingHandler());
const finish = () => {
  left -= 1;
  if (left > 0) return;
  process.stdout.write(`${JSON.stringify({ rate: (count / (performance.now() - startedAt)) * 1000, bytes })}\n`);
  pool.destroy().catch(() => undefined);
};
for (let user = 0; user < Number(users); user += 1) send();
