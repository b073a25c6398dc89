import { expect, test } from 'vitest';
import { createRequestSigner } from './request-signer.ts';

/** The example of https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html: GET Object. */
const example = {
  method: 'GET',
  host: 'examplebucket.s3.amazonaws.com',
  path: '/test.txt',
  query: {},
  headers: { range: 'bytes=0-9', 'x-amz-content-sha256': 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855' },
};
const identity = { accessKeyId: 'AKIAIOSFODNN7EXAMPLE', secretAccessKey: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY' };
const at = new Date('2013-05-24T00:00:00Z');

test('the example of the documentation is signed as it says, however often', async () => {
  const sign = createRequestSigner('us-east-1');
  for (let time = 0; time < 3; time += 1) {
    const { authorization } = await sign(example, identity, at);
    expect(authorization).toContain('Signature=f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41');
  }
});

test('another secret, another day and a session token sign otherwise', async () => {
  const sign = createRequestSigner('us-east-1');
  const signatures = new Set<string | undefined>();
  for (const [who, when] of [
    [identity, at],
    [{ ...identity, secretAccessKey: 'another' }, at],
    [identity, new Date('2013-05-25T00:00:00Z')],
    [{ ...identity, sessionToken: 'token' }, at],
  ] as const) {
    const headers = await sign(example, who, when);
    signatures.add(headers['authorization']);
    expect(headers['x-amz-security-token']).toBe('sessionToken' in who ? 'token' : undefined);
    expect(headers).not.toHaveProperty('host');
  }
  expect(signatures.size).toBe(4);
});
