import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { goBinFolder } from './find-minio.ts';

const module = 'github.com/minio/minio@latest';

/**
 * Builds MinIO from its source into the user's cache, and says how far it is. It takes some minutes, once on a machine.
 *
 * @throws Error when there is no Go, or the build fails; the message holds the end of what it said.
 */
export async function buildMinio(): Promise<void> {
  mkdirSync(goBinFolder, { recursive: true });
  console.log(`Building MinIO (go install ${module}): it takes three to ten minutes, once on this machine ...`);
  const go = spawn('go', ['install', '-v', module], {
    env: { ...process.env, GOBIN: goBinFolder },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let lines = 0;
  let said: readonly string[] = [];
  // One line for a package downloaded or compiled: about 1,550 in all.
  createInterface(go.stderr).on('line', (line) => {
    said = [...said.slice(-9), line];
    if ((lines += 1) % 200 === 0) console.log(`  ${lines} of about 1,550 steps: ${line}`);
  });
  try {
    await once(go, 'close');
  } catch (error) {
    throw new Error('MinIO is missing, and there is no Go to build it: install one of them, or name a store in RUSHHOUR_S3_ENDPOINT.', {
      cause: error,
    });
  }
  if (go.exitCode !== 0) throw new Error(`"go install ${module}" failed: ${said.join('\n')}`);
}
