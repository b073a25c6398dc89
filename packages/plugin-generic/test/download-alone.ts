// Downloads a URL and prints how many bytes came and by how much the memory of this process grew meanwhile.
import { download, scenario, ScenarioRunner } from '@rushhour/core';
import { createHttp } from '@rushhour/http';
import { generic } from '../src/generic.ts';

const [url = ''] = process.argv.slice(2);
const { origin } = new URL(url);

async function play(target: string) {
  const runner = new ScenarioRunner({
    scenarios: [scenario('get', {}, [download(target)])],
    plugins: [generic()],
    http: createHttp(),
    plays: 1,
    think: '0',
  });
  return runner.run();
}

// A small download first, so that code and buffers that are there anyway do not count.
await play(`${origin}/1k.html`);
globalThis.gc?.();
const before = process.memoryUsage().rss;
let most = before;
const watch = setInterval(() => {
  most = Math.max(most, process.memoryUsage().rss);
}, 20);
const { byAction, errors } = await play(url);
clearInterval(watch);
process.stdout.write(
  JSON.stringify({ bytesReceived: byAction.download?.bytesReceived, grownBytes: most - before, error: errors[0]?.type }),
);
