import { createHash, createHmac, createSecretKey, type Hash, type Hmac, type KeyObject } from 'node:crypto';

/** How many keys given as text are kept. */
const mostKeys = 8;

/** SHA-256 and HMAC-SHA-256, as the signer of the AWS SDK asks for them: with `new`. */
export type Sha256Constructor = new (secret?: string | ArrayBuffer | ArrayBufferView) => {
  update(chunk: Uint8Array): void;
  digest(): Promise<Uint8Array>;
  reset(): void;
};

/**
 * Makes the class by `node:crypto`. It keeps the keys it was given: an HMAC with a key made ready takes a fifth of the time, and every
 * request is signed with the same ones.
 */
export function createSha256(): Sha256Constructor {
  const byText = new Map<string, KeyObject>();
  const byBytes = new WeakMap<object, KeyObject>();

  const keyOf = (secret: string | ArrayBuffer | ArrayBufferView): KeyObject => {
    const known = typeof secret === 'string' ? byText.get(secret) : byBytes.get(secret);
    if (known !== undefined) return known;
    const made = typeof secret === 'string' ? createSecretKey(secret, 'utf8') : createSecretKey(bytesOf(secret));
    if (typeof secret !== 'string') {
      byBytes.set(secret, made);
      return made;
    }
    if (byText.size >= mostKeys) byText.clear();
    byText.set(secret, made);
    return made;
  };

  return class NodeSha256 {
    readonly #hash: Hash | Hmac;

    constructor(secret?: string | ArrayBuffer | ArrayBufferView) {
      this.#hash = secret === undefined ? createHash('sha256') : createHmac('sha256', keyOf(secret));
    }

    update(chunk: Uint8Array): void {
      this.#hash.update(chunk);
    }

    digest(): Promise<Uint8Array> {
      return Promise.resolve(this.#hash.digest());
    }

    reset(): void {
      throw new Error('A SHA-256 of Node cannot be begun again.');
    }
  };
}

function bytesOf(secret: ArrayBuffer | ArrayBufferView): Uint8Array {
  return ArrayBuffer.isView(secret) ? new Uint8Array(secret.buffer, secret.byteOffset, secret.byteLength) : new Uint8Array(secret);
}
