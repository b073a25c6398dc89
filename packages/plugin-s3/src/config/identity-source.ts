import { RushhourError, type Clock } from '@rushhour/core';
import type { AwsIdentity } from './aws-identity.ts';
import type { CredentialsSource } from './s3-settings.ts';

/** Gives credentials, at once where they are at hand; those that are surely wrong, when that is asked for. */
export type IdentitySource = (call: { readonly badCredentials?: boolean }) => AwsIdentity | Promise<AwsIdentity>;

/** How long before they end credentials are renewed, in milliseconds. */
const renewMs = 5 * 60_000;

/**
 * Finds credentials with the providers of the AWS SDK, loaded when first needed, and keeps them until shortly before they end.
 * What they ask for over the network (SSO, STS, a container's address) goes by sockets of their own.
 */
export function createIdentitySource(source: CredentialsSource, clock: Clock): IdentitySource {
  const provide = providerOf(source);
  const wrong = new WeakMap<AwsIdentity, AwsIdentity>();
  let identity: AwsIdentity | undefined = source.source === 'fixed' ? source : undefined;
  let asked: Promise<AwsIdentity> | undefined;

  const ask = async () => {
    try {
      identity = await provide();
      return identity;
    } catch (cause) {
      throw new RushhourError('s3_auth', {
        message: `No credentials were found: ${cause instanceof Error ? cause.message : String(cause)}`,
        hint: 'Set `credentials`, or those of the AWS environment variables or configuration files.',
        cause,
      });
    } finally {
      asked = undefined;
    }
  };

  const spoil = (right: AwsIdentity) => {
    const known = wrong.get(right);
    if (known !== undefined) return known;
    const made = { ...right, secretAccessKey: 'wrong on purpose' };
    wrong.set(right, made);
    return made;
  };

  return ({ badCredentials = false }) => {
    const isFresh =
      identity !== undefined && (identity.expiration === undefined || identity.expiration.getTime() - renewMs > clock.wallTime());
    const right = identity !== undefined && isFresh ? identity : (asked ??= ask());
    if (!badCredentials) return right;
    return right instanceof Promise ? right.then(spoil) : spoil(right);
  };
}

/** Which address of a container gives credentials. */
const containerVariables = ['AWS_CONTAINER_CREDENTIALS_RELATIVE_URI', 'AWS_CONTAINER_CREDENTIALS_FULL_URI'];

function providerOf(source: CredentialsSource): () => Promise<AwsIdentity> {
  return async () => {
    if (source.source === 'fixed') return source;
    const { fromContainerMetadata, fromEnv, fromIni, fromInstanceMetadata, fromTokenFile } = await import('@aws-sdk/credential-providers');
    switch (source.source) {
      case 'profile':
        return fromIni({ profile: source.profile })();
      case 'instance':
        return fromInstanceMetadata()();
      case 'default':
        return firstOf(source.profile, [
          fromEnv(),
          fromIni({ profile: source.profile }),
          fromTokenFile(),
          // Without an address this one fails in words of its own, and not as one that has none.
          ...(containerVariables.some((name) => process.env[name]) ? [fromContainerMetadata()] : []),
        ]);
    }
  };
}

/** What the first provider that has any gives: those after it are asked only when it says that it has none. */
async function firstOf(profile: string, providers: readonly (() => Promise<AwsIdentity>)[]): Promise<AwsIdentity> {
  const errors: unknown[] = [];
  for (const provide of providers) {
    try {
      return await provide();
    } catch (error) {
      // `tryNextLink` is how the providers of the SDK say so.
      if (!(error instanceof Error && 'tryNextLink' in error && error.tryNextLink === true)) throw error;
      errors.push(error);
    }
  }
  throw new AggregateError(
    errors,
    `not in the environment (AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY), nor in the profile "${profile}" of the AWS configuration files, nor by a web identity token (AWS_WEB_IDENTITY_TOKEN_FILE) or the address of a container.`,
  );
}
