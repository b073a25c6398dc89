import { SignatureV4 } from '@smithy/signature-v4';
import type { AwsIdentity } from '../config/aws-identity.ts';
import { createSha256 } from './node-sha256.ts';

/** A request as it is signed. */
export interface SignableRequest {
  readonly method: string;
  /** Host and port, as the `Host` header has them. */
  readonly host: string;
  /** Encoded. */
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  /** By lower-case name; all of them are signed, and the host. `x-amz-content-sha256` is among them. */
  readonly headers: Readonly<Record<string, string>>;
}

/** Signs a request; gives its headers with the signature, without `host`, which belongs to the connection. */
export type SignRequest = (request: SignableRequest, identity: AwsIdentity, at: Date) => Promise<Readonly<Record<string, string>>>;

/**
 * Makes a signer, by the official implementation of AWS Signature Version 4. S3 wants paths signed as they are written:
 * https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html
 */
export function createRequestSigner(region: string): SignRequest {
  const sha256 = createSha256();
  const signers = new WeakMap<AwsIdentity, SignatureV4>();
  const signerFor = (credentials: AwsIdentity) => {
    const known = signers.get(credentials);
    if (known !== undefined) return known;
    const made = new SignatureV4({ service: 's3', region, credentials, sha256, uriEscapePath: false });
    signers.set(credentials, made);
    return made;
  };
  return async ({ method, host, path, query, headers }, identity, signingDate) => {
    const request = { method, protocol: 'https:', hostname: host, path, query: { ...query }, headers: { ...headers, host } };
    const { host: _, ...signed } = (await signerFor(identity).sign(request, { signingDate })).headers;
    return signed;
  };
}
