import { closeSync, openSync, readSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { parseAwsConfig, type AwsSection } from './parse-aws-config.ts';

/** Environment variables, by name. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** What the configuration files say of a profile. */
export interface AwsProfile {
  /** Whether any file has it. */
  readonly isThere: boolean;
  /** Of the configuration file. */
  readonly settings: AwsSection;
  /** The `services` section it names. */
  readonly services: AwsSection;
}

/** Most of a file that is read, in bytes. */
const maxBytes = 256 * 1024;

const nothing: AwsSection = new Map();

/**
 * Reads a profile from `~/.aws/config` and `~/.aws/credentials`, or the files `AWS_CONFIG_FILE` and `AWS_SHARED_CREDENTIALS_FILE` name.
 * Synchronous, because the origins of a plugin are needed at once. A file that cannot be read is an empty one, as for the SDKs. Secrets
 * stay where they are: the credential providers of the SDK read them.
 */
export function readAwsProfile(profile: string, environment: Environment): AwsProfile {
  const folder = join(environment['HOME'] ?? environment['USERPROFILE'] ?? homedir(), '.aws');
  const config = readSections(environment['AWS_CONFIG_FILE'] ?? join(folder, 'config'));
  const credentials = readSections(environment['AWS_SHARED_CREDENTIALS_FILE'] ?? join(folder, 'credentials'));
  const own = config.get(`profile ${profile}`) ?? (profile === 'default' ? config.get('default') : undefined);
  const settings = own ?? nothing;
  return {
    isThere: own !== undefined || credentials.has(profile),
    settings,
    services: config.get(`services ${settings.get('services') ?? ''}`) ?? nothing,
  };
}

function readSections(path: string): ReadonlyMap<string, AwsSection> {
  return parseAwsConfig(readStart(path) ?? '');
}

function readStart(path: string): string | undefined {
  let file: number;
  try {
    file = openSync(path, 'r');
  } catch {
    return undefined;
  }
  try {
    const bytes = Buffer.allocUnsafe(maxBytes);
    return bytes.toString('utf8', 0, readSync(file, bytes, 0, maxBytes, 0));
  } catch {
    return undefined;
  } finally {
    closeSync(file);
  }
}
