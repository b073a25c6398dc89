import { isIP } from 'node:net';
import { readAwsProfile, type AwsProfile, type Environment } from './aws-config-files.ts';
import { endpointFault } from './endpoint-fault.ts';
import type { CheckedOptions } from './s3-options.ts';
import type { CredentialsSource, S3Settings } from './s3-settings.ts';

/** Something that does not fit together. */
export interface SettingsProblem {
  /** The field it is about. */
  readonly path: 'endpoint' | 'credentials' | 'addressing' | 'requestChecksumCalculation';
  readonly message: string;
}

/**
 * Completes the configuration. What it does not say is taken from the environment, then from the profile of the AWS configuration files, in
 * the order of https://docs.aws.amazon.com/sdkref/latest/guide/feature-ss-endpoints.html.
 */
export function resolveSettings(
  given: CheckedOptions,
  environment: Environment,
): { readonly settings: S3Settings; readonly problems: readonly SettingsProblem[] } {
  const problems: SettingsProblem[] = [];
  const named = given.credentials !== undefined && 'profile' in given.credentials ? given.credentials.profile : undefined;
  const name = named ?? filled(environment['AWS_PROFILE']) ?? 'default';
  const profile = readAwsProfile(name, environment);
  if (named !== undefined && !profile.isThere) {
    problems.push({ path: 'credentials', message: `the profile "${named}" is in no AWS configuration file` });
  }
  const credentials = credentialsSource(given, name);
  if (credentials.source === 'default' || credentials.source === 'profile') {
    const source = profile.settings.get('credential_source');
    if (source === 'Ec2InstanceMetadata') {
      problems.push({
        path: 'credentials',
        message: `the profile "${name}" asks the metadata address; allow it with \`source: instance\``,
      });
    }
  }

  const region =
    given.region ??
    filled(environment['AWS_REGION']) ??
    filled(environment['AWS_DEFAULT_REGION']) ??
    profile.settings.get('region') ??
    'us-east-1';
  const found = given.endpoint ?? endpointOf(environment, profile);
  const fault = found === undefined || found === given.endpoint ? undefined : endpointFault(found);
  if (fault !== undefined) problems.push({ path: 'endpoint', message: `${fault} (from the AWS environment or configuration files)` });
  const endpoint = (found === undefined || fault !== undefined ? amazonEndpoint(region) : found).replace(/\/+$/, '');

  const buckets = given.buckets ?? [];
  const addressing = addressingOf(given.addressing ?? profile.settings.get('s3.addressing_style'), {
    isAmazon: found === undefined,
    buckets,
  });
  if (addressing === 'virtual' && buckets.length === 0) {
    problems.push({ path: 'addressing', message: '"virtual" makes each bucket a host of its own: name them with `buckets`' });
  }
  if (addressing === 'virtual' && isIP(new URL(endpoint).hostname.replace(/^\[|\]$/g, '')) !== 0) {
    problems.push({ path: 'addressing', message: `"virtual" needs a host name, and "${endpoint}" has an address; use \`path\`` });
  }

  const checksums =
    given.requestChecksumCalculation ??
    filled(environment['AWS_REQUEST_CHECKSUM_CALCULATION'])?.toUpperCase() ??
    profile.settings.get('request_checksum_calculation')?.toUpperCase();
  const { createBuckets, partSize, multipartAbove, concurrency, maxAttempts } = given;
  const settings: S3Settings = {
    endpoint,
    region,
    addressing,
    credentials,
    buckets,
    createBuckets,
    partSize,
    multipartAbove,
    concurrency,
    requestChecksumCalculation: checksums === 'WHEN_REQUIRED' ? 'WHEN_REQUIRED' : 'WHEN_SUPPORTED',
    maxAttempts,
  };
  return { settings, problems };
}

/** Undefined for what is empty: that is how variables are unset. */
const filled = (value: string | undefined) => (value === undefined || value === '' ? undefined : value);

function credentialsSource({ credentials }: CheckedOptions, profile: string): CredentialsSource {
  if (credentials === undefined) return { source: 'default', profile };
  if ('profile' in credentials) return { source: 'profile', profile };
  if ('source' in credentials) return credentials;
  const { accessKeyId, secretAccessKey, sessionToken } = credentials;
  return { source: 'fixed', accessKeyId, secretAccessKey, ...(sessionToken !== undefined && { sessionToken }) };
}

function endpointOf(environment: Environment, { settings, services }: AwsProfile): string | undefined {
  return (
    filled(environment['AWS_ENDPOINT_URL_S3']) ??
    filled(environment['AWS_ENDPOINT_URL']) ??
    services.get('s3.endpoint_url') ??
    settings.get('endpoint_url')
  );
}

function amazonEndpoint(region: string): string {
  return `https://s3.${region}.amazonaws.com${region.startsWith('cn-') ? '.cn' : ''}`;
}

/** Amazon prefers hosts; whether another store has them nobody can know. */
function addressingOf(
  wanted: string | undefined,
  { isAmazon, buckets }: { readonly isAmazon: boolean; readonly buckets: readonly string[] },
) {
  if (wanted === 'path' || wanted === 'virtual') return wanted;
  return isAmazon && buckets.length > 0 ? 'virtual' : 'path';
}
