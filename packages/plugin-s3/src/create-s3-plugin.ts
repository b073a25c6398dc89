import { definePlugin, type ConfiguredPlugin, type ServiceContext } from '@rushhour/core';
import { createDownload } from './actions/download.ts';
import { createFollow } from './actions/follow.ts';
import { createOpen } from './actions/open.ts';
import type { S3Session } from './actions/s3-session.ts';
import { createUpload } from './actions/upload.ts';
import { originsOf } from './config/bucket-address.ts';
import type { S3Settings } from './config/s3-settings.ts';
import { createdObjects } from './created/created-objects.ts';
import { createS3Service } from './service/s3-service.ts';
import { targetsOf } from './targets/targets-of.ts';

/** What the plugin can do. */
export type S3Actions = ReturnType<typeof actionsFor>;

/** Actions read their targets by the configuration, before the run too: each configured plugin has its own. */
const actionsFor = (settings: S3Settings) => ({
  open: createOpen(settings),
  follow: createFollow(settings),
  upload: createUpload(settings),
  download: createDownload(settings),
});

/** Makes the plugin for a configuration that has been read. */
export function createS3Plugin(settings: S3Settings, options?: { readonly as?: string }): ConfiguredPlugin<S3Actions> {
  const define = definePlugin({
    name: 's3',
    targets: () => targetsOf(settings),
    origins: () => originsOf(settings),
    createService: (context: ServiceContext<unknown>) => createS3Service({ ...context, config: settings }),
    createSession: ({ http, service }): S3Session => ({ http: http.session(), service, listing: undefined }),
    created: createdObjects,
    actions: actionsFor(settings),
  });
  return define({}, options);
}
