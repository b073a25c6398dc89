import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemClock } from '@rushhour/core';
import { createVirtualClock } from '@rushhour/testkit';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createIdentitySource } from './identity-source.ts';

const fixed = { source: 'fixed', accessKeyId: 'a', secretAccessKey: 'b' } as const;

describe('credentials', () => {
  let home: string;

  beforeEach(async () => {
    home = await mkdtemp(join(tmpdir(), 'rushhour-aws-'));
    await mkdir(join(home, '.aws'));
    vi.stubEnv('HOME', home);
    for (const name of Object.keys(process.env)) if (name.startsWith('AWS_')) vi.stubEnv(name, undefined);
    vi.stubEnv('AWS_CONFIG_FILE', join(home, '.aws', 'config'));
    vi.stubEnv('AWS_SHARED_CREDENTIALS_FILE', join(home, '.aws', 'credentials'));
  });

  afterEach(async () => {
    vi.unstubAllEnvs();
    await rm(home, { recursive: true });
  });

  const write = (name: string, text: string) => writeFile(join(home, '.aws', name), text);

  test('that are given are at hand at once', () => {
    expect(createIdentitySource(fixed, systemClock)({})).toMatchObject({ accessKeyId: 'a', secretAccessKey: 'b' });
  });

  test('are spoiled when that is asked for, and only then', () => {
    const identityFor = createIdentitySource(fixed, systemClock);
    expect(identityFor({ badCredentials: true })).toMatchObject({ accessKeyId: 'a', secretAccessKey: 'wrong on purpose' });
    expect(identityFor({})).toMatchObject({ secretAccessKey: 'b' });
  });

  test('come from the environment before the files', async () => {
    await write('credentials', '[default]\naws_access_key_id = file\naws_secret_access_key = s\n');
    const source = { source: 'default', profile: 'default' } as const;
    expect(await createIdentitySource(source, systemClock)({})).toMatchObject({ accessKeyId: 'file' });
    vi.stubEnv('AWS_ACCESS_KEY_ID', 'environment');
    vi.stubEnv('AWS_SECRET_ACCESS_KEY', 's');
    expect(await createIdentitySource(source, systemClock)({})).toMatchObject({ accessKeyId: 'environment' });
  });

  test('come from a profile, whose process is asked once for all, and again before they end', async () => {
    const clock = createVirtualClock({ startAt: Date.now() });
    const script = join(home, 'credentials.sh');
    const expiration = new Date(clock.wallTime() + 3_600_000).toISOString();
    await writeFile(
      script,
      `echo asked >> "${home}/asked"; echo '{"Version":1,"AccessKeyId":"p","SecretAccessKey":"s","Expiration":"${expiration}"}'`,
    );
    await write('config', `[profile made]\ncredential_process = sh ${script}\n`);
    const identityFor = createIdentitySource({ source: 'profile', profile: 'made' }, clock);
    const [first, second] = await Promise.all([identityFor({}), identityFor({})]);
    expect(first).toMatchObject({ accessKeyId: 'p' });
    expect(second).toBe(first);
    expect(identityFor({})).toBe(first);
    await clock.advance(56 * 60_000);
    const renewed = identityFor({});
    expect(renewed).toBeInstanceOf(Promise);
    await renewed;
    expect((await readFile(join(home, 'asked'), 'utf8')).split('\n')).toHaveLength(3);
  });

  test('that are nowhere are told so, without asking the metadata address', async () => {
    const identityFor = createIdentitySource({ source: 'default', profile: 'default' }, systemClock);
    await expect(identityFor({})).rejects.toMatchObject({
      code: 's3_auth',
      message: expect.stringMatching(
        /^No credentials were found: not in the environment .* profile "default" .* web identity .* container\.$/,
      ),
    });
  });
});
