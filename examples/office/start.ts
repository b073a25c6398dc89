// Opens the store, shows the day of the office, plays it in a minute, and closes the store.
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { openStore } from './store.ts';

const command = fileURLToPath(new URL('src/bin.ts', import.meta.resolve('rushhour/package.json')));

/** Runs the command from its source, here, with this terminal; resolves with its exit code. */
function rushhour(...args: readonly string[]): Promise<number> {
  const words = ['--conditions=@rushhour/source', command, ...args];
  const child = spawn(process.execPath, words, { cwd: import.meta.dirname, stdio: 'inherit' });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => resolve(code ?? 1));
  });
}

// Ctrl+C is for the command, which stops gracefully and gives its account; the store is closed behind it.
process.on('SIGINT', () => undefined);
const store = await openStore({ port: 8088 });
try {
  await rushhour('plan', 'plan.yaml');
  process.exitCode = await rushhour(
    'run',
    'plan.yaml',
    '--speed',
    '1440',
    '--scale',
    '0.005',
    '--report',
    'office.html',
    '--journal',
    'office.ndjson',
  );
} finally {
  await store.close();
}
