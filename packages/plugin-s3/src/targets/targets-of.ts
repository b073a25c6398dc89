import { originsOf } from '../config/bucket-address.ts';
import type { S3Settings } from '../config/s3-settings.ts';

/** What the plugin claims: every `s3:` URL, and what lies on the store by http(s). */
export function targetsOf(settings: Pick<S3Settings, 'endpoint' | 'addressing' | 'buckets'>): readonly string[] {
  return settings.addressing === 'path' ? ['s3:', settings.endpoint] : ['s3:', ...originsOf(settings)];
}
