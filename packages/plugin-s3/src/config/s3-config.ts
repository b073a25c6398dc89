import type { Environment } from './aws-config-files.ts';
import { resolveSettings } from './resolve-settings.ts';
import { s3Options } from './s3-options.ts';

/** The schema of the configuration, whose output is complete: what is absent is read from an environment and the files it names. */
export function s3ConfigIn(environment: Environment) {
  return s3Options.transform((given, context) => {
    const { settings, problems } = resolveSettings(given, environment);
    for (const { path, message } of problems) context.addIssue({ code: 'custom', path: [path], message });
    return settings;
  });
}

/** The schema of the configuration in the environment of this process. */
export const s3Config = s3ConfigIn(process.env);
