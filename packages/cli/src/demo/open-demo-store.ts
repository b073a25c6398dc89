import { RushhourError } from '@rushhour/core';
import { openLoopbackStore, type LoopbackStore } from '@rushhour/testkit';

/**
 * Opens the object store of the demo on the loopback address.
 *
 * @throws RushhourError `option_invalid` when the port cannot be used
 */
export async function openDemoStore({ port = 0 }: { readonly port?: number | undefined }): Promise<LoopbackStore> {
  try {
    return await openLoopbackStore({ port });
  } catch (cause) {
    throw new RushhourError('option_invalid', {
      message: `The port "${port}" of the store cannot be used: ${cause instanceof Error ? cause.message : String(cause)}.`,
      hint: 'Choose another with --port, which is one less, or leave it out.',
      cause,
    });
  }
}
