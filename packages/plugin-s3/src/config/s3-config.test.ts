import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { addressOf, originsOf } from './bucket-address.ts';
import type { Environment } from './aws-config-files.ts';
import { s3ConfigIn } from './s3-config.ts';
import type { S3Options } from './s3-options.ts';

const nowhere = { HOME: '/nonexistent' };

const settingsOf = (options: S3Options, environment: Environment = nowhere) => s3ConfigIn(environment).parse(options);

/** What is wrong, as `path: message`. */
function problemsOf(options: unknown, environment: Environment = nowhere): readonly string[] {
  const { error } = s3ConfigIn(environment).safeParse(options);
  return (error?.issues ?? []).map(({ path, message }) => `${path.join('.')}: ${message}`);
}

/** A home folder with a `.aws` folder in it. */
async function homeWith(files: Readonly<Record<string, string>>): Promise<Environment> {
  const home = await mkdtemp(join(tmpdir(), 'rushhour-aws-'));
  onTestFinished(() => rm(home, { recursive: true }));
  await mkdir(join(home, '.aws'));
  for (const [name, text] of Object.entries(files)) await writeFile(join(home, '.aws', name), text);
  return { HOME: home };
}

describe('without a configuration', () => {
  test('the store is Amazon, in its first region', () => {
    expect(settingsOf({})).toEqual({
      endpoint: 'https://s3.us-east-1.amazonaws.com',
      region: 'us-east-1',
      addressing: 'path',
      credentials: { source: 'default', profile: 'default' },
      buckets: [],
      createBuckets: false,
      partSize: 8_388_608,
      multipartAbove: 8_388_608,
      concurrency: 4,
      requestChecksumCalculation: 'WHEN_SUPPORTED',
      maxAttempts: 2,
    });
    expect(settingsOf({ region: 'cn-north-1' }).endpoint).toBe('https://s3.cn-north-1.amazonaws.com.cn');
  });

  test('the environment says what it is', () => {
    const environment = {
      ...nowhere,
      AWS_ENDPOINT_URL: 'http://all.example',
      AWS_ENDPOINT_URL_S3: 'http://s3.example/',
      AWS_DEFAULT_REGION: 'a',
      AWS_REGION: 'b',
    };
    expect(settingsOf({}, environment)).toMatchObject({ endpoint: 'http://s3.example', region: 'b' });
    expect(settingsOf({}, { ...environment, AWS_ENDPOINT_URL_S3: '', AWS_REGION: '' })).toMatchObject({
      endpoint: 'http://all.example',
      region: 'a',
    });
    expect(settingsOf({ endpoint: 'http://own.example', region: 'c' }, environment)).toMatchObject({
      endpoint: 'http://own.example',
      region: 'c',
    });
    expect(settingsOf({}, { ...nowhere, AWS_REQUEST_CHECKSUM_CALCULATION: 'when_required' }).requestChecksumCalculation).toBe(
      'WHEN_REQUIRED',
    );
  });
});

describe('the AWS configuration files', () => {
  const config = `
# a comment
[default]
region = eu-west-1   ; where we are
s3 =
    addressing_style = virtual
    max_concurrent_requests = 20
endpoint_url = http://default.example
[profile office]
region=eu-central-1
services = local
endpoint_url = http://office.example
[services local]
dynamodb =
  endpoint_url = http://dynamo.example
s3 =
  endpoint_url = http://local.example:9000
[profile "two words"]
region = us-west-2
[profile pod]
role_arn = arn:aws:iam::1:role/x
credential_source = Ec2InstanceMetadata
`;

  test('say region, endpoint and addressing of the default profile', async () => {
    const home = await homeWith({ config });
    expect(settingsOf({ buckets: ['office'] }, home)).toMatchObject({
      region: 'eu-west-1',
      endpoint: 'http://default.example',
      addressing: 'virtual',
    });
  });

  test('say them of the profile that is named, by the configuration before the environment', async () => {
    const home = await homeWith({ config, credentials: '[secret]\naws_access_key_id = a\naws_secret_access_key = b\n' });
    const office = { region: 'eu-central-1', endpoint: 'http://local.example:9000', addressing: 'path' };
    expect(settingsOf({}, { ...home, AWS_PROFILE: 'office' })).toMatchObject({
      ...office,
      credentials: { source: 'default', profile: 'office' },
    });
    expect(settingsOf({ credentials: { profile: 'office' } }, { ...home, AWS_PROFILE: 'default' })).toMatchObject({
      ...office,
      credentials: { source: 'profile', profile: 'office' },
    });
    expect(settingsOf({ credentials: { profile: 'two words' } }, home).region).toBe('us-west-2');
    expect(settingsOf({ credentials: { profile: 'secret' } }, home).credentials).toEqual({ source: 'profile', profile: 'secret' });
  });

  test('are found where the environment says', async () => {
    const { HOME = '' } = await homeWith({ elsewhere: '[default]\nregion = eu-north-1' });
    expect(settingsOf({}, { ...nowhere, AWS_CONFIG_FILE: join(HOME, '.aws', 'elsewhere') }).region).toBe('eu-north-1');
  });

  test('never lead to the metadata address unless that is asked for', async () => {
    const home = await homeWith({ config });
    const hint = 'credentials: the profile "pod" asks the metadata address; allow it with `source: instance`';
    expect(problemsOf({ credentials: { profile: 'pod' } }, home)).toEqual([hint]);
    expect(problemsOf({}, { ...home, AWS_PROFILE: 'pod' })).toEqual([hint]);
    expect(settingsOf({ credentials: { source: 'instance' } }, { ...home, AWS_PROFILE: 'office' }).credentials).toEqual({
      source: 'instance',
    });
  });

  test('are read up to 256 KiB, and may be a folder, or rubbish', async () => {
    const home = await homeWith({ config: `[default]\n${'x'.repeat(300_000)}\nregion = eu-west-1` });
    expect(settingsOf({}, home).region).toBe('us-east-1');
    expect(settingsOf({}, { ...nowhere, AWS_CONFIG_FILE: tmpdir() }).region).toBe('us-east-1');
    expect(settingsOf({}, await homeWith({ config: '\0\u0001]][[=\n=\n[' }))).toMatchObject({ region: 'us-east-1' });
  });
});

describe('what is wrong is told with its field and value', () => {
  test.each<[unknown, string]>([
    [{ endpoint: 'minio:9000' }, 'endpoint: "minio:9000" is not an http or https URL'],
    [{ endpoint: 'nonsense' }, 'endpoint: "nonsense" is not a URL; write one such as https://s3.example or http://127.0.0.1:9000'],
    [{ endpoint: 'http://me:word@s3.example' }, 'endpoint: "http://s3.example" holds user information; use `credentials`'],
    [{ endpoint: 'http://s3.example?a=b' }, 'endpoint: "http://s3.example" holds a query or a fragment'],
    [{ addressing: 'virtual' }, 'addressing: "virtual" makes each bucket a host of its own: name them with `buckets`'],
    [
      { addressing: 'virtual', endpoint: 'http://127.0.0.1:9000', buckets: ['office'] },
      'addressing: "virtual" needs a host name, and "http://127.0.0.1:9000" has an address; use `path`',
    ],
    [{ buckets: ['No'] }, 'buckets.0: "No" is not the name of a bucket: it has fewer than 3 or more than 63 characters'],
    [{ partSize: '5MB' }, 'partSize: is less than 5 MiB, the least a store takes'],
    [{ partSize: 'big' }, 'partSize: "big" is not a size; write bytes, or a size such as 10KB or 1MiB'],
    [{ credentials: { profile: 'ghost' } }, 'credentials: the profile "ghost" is in no AWS configuration file'],
    [{ credentials: { accessKeyId: 'a' } }, 'credentials: takes `accessKeyId` and `secretAccessKey`, or `profile`, or `source: instance`'],
  ])('%j', (options, problem) => {
    expect(problemsOf(options)).toEqual([problem]);
  });

  test('also where the environment says it', () => {
    expect(problemsOf({}, { ...nowhere, AWS_ENDPOINT_URL: 'minio:9000' })).toEqual([
      'endpoint: "minio:9000" is not an http or https URL (from the AWS environment or configuration files)',
    ]);
  });
});

describe('a bucket', () => {
  test('is part of the path, or of the host', () => {
    const path = settingsOf({ endpoint: 'http://s3.example:9000/store/' });
    expect(addressOf(path, 'office')).toEqual({ origin: 'http://s3.example:9000', host: 's3.example:9000', path: '/store/office' });
    expect(originsOf(path)).toEqual(['http://s3.example:9000']);
    const virtual = settingsOf({ endpoint: 'https://s3.example', addressing: 'virtual', buckets: ['office', 'a.b'] });
    expect(addressOf(virtual, 'office')).toEqual({ origin: 'https://office.s3.example', host: 'office.s3.example', path: '' });
    // No wildcard certificate covers a name with a dot.
    expect(addressOf(virtual, 'a.b')).toEqual({ origin: 'https://s3.example', host: 's3.example', path: '/a.b' });
    expect(originsOf(virtual)).toEqual(['https://office.s3.example', 'https://s3.example']);
  });

  test('is a host at Amazon, when it is named', () => {
    expect(originsOf(settingsOf({ buckets: ['office'], region: 'eu-west-1' }))).toEqual(['https://office.s3.eu-west-1.amazonaws.com']);
    expect(originsOf(settingsOf({ buckets: ['office'], endpoint: 'http://s3.example' }))).toEqual(['http://s3.example']);
  });
});
