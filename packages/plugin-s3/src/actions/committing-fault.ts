import { isRushhourError, type ActionContext, type ErrorCode, type PluginFaultName } from '@rushhour/core';

/** What each fault brings about, where it takes effect. */
const effects: Readonly<Record<PluginFaultName, ErrorCode>> = {
  wrongChecksum: 's3_checksum',
  missingKey: 's3_key',
  badCredentials: 's3_auth',
};

/** Does what an action does; when it fails as its fault wants it to, says that the fault took effect. */
export async function committingFault<Value>(
  context: Pick<ActionContext, 'fault' | 'commitFault'>,
  work: () => Promise<Value>,
): Promise<Value> {
  try {
    return await work();
  } catch (error) {
    if (context.fault !== undefined && isRushhourError(error) && error.code === effects[context.fault]) context.commitFault();
    throw error;
  }
}
