// Shows the day of the office and plays it in a minute: against the store that AWS_ENDPOINT_URL_S3 names, else against one it opens itself.
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { openLoopbackStore } from '@rushhour/testkit';

const command = fileURLToPath(new URL('src/bin.ts', import.meta.resolve('rushhour/package.json')));
const dayInAMinute = ['--speed', '1440', '--scale', '0.001', '--size-scale', '0.01'];

/** A store in this process, and how the plan finds it. */
async function openStore() {
  const store = await openLoopbackStore();
  const { AWS_SESSION_TOKEN: _, ...env } = process.env;
  const { url: AWS_ENDPOINT_URL_S3, region: AWS_REGION, accessKeyId: AWS_ACCESS_KEY_ID, secretAccessKey: AWS_SECRET_ACCESS_KEY } = store;
  return {
    env: { ...env, AWS_ENDPOINT_URL_S3, AWS_REGION, AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY },
    close: store.close,
  };
}

// Ctrl+C is for the command, which stops gracefully and gives its account; the store is closed behind it.
process.on('SIGINT', () => undefined);
const isNamed = (process.env['AWS_ENDPOINT_URL_S3'] ?? '') !== '';
const { env, close } = isNamed ? { env: process.env, close: () => undefined } : await openStore();

/** Runs the command from its source, here, with this terminal; resolves with its exit code. */
function rushhour(...args: readonly string[]): Promise<number> {
  const words = ['--conditions=@rushhour/source', command, ...args];
  const child = spawn(process.execPath, words, { cwd: import.meta.dirname, stdio: 'inherit', env });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => resolve(code ?? 1));
  });
}

try {
  await rushhour('plan', 'plan.yaml');
  process.exitCode = await rushhour('run', 'plan.yaml', ...dayInAMinute, '--report', 'office.html', '--journal', 'office.ndjson');
  await rushhour('cleanup', 'plan.yaml', '--quiet');
} finally {
  await close();
}
