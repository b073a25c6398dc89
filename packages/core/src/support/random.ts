/**
 * A node of the seed tree: a stream of numbers, and named children. What a child draws depends on its path of names alone, never on how
 * much its parent or its siblings drew, so draws in one place never shift a choice in another.
 *
 * Streams and forks are Philox4x32-10, a counter-based generator (Salmon, Moraes, Dror, Shaw: "Parallel random numbers: as easy as
 * 1, 2, 3", SC11), with the key as the node and the counter as the draw.
 */
export interface Random {
  /** The child of that name; the same name gives the same child. */
  fork(name: string | number): Random;
  /** The next number from 0 up to, not including, 1; 32 bits. */
  next(): number;
  /** The next integer from 0 up to, not including, a limit (at most 2^32). */
  below(limit: number): number;
  /** The next unsigned 32-bit integer. */
  uint32(): number;
  /** One item, evenly; undefined of none. */
  pick<Item>(items: readonly Item[]): Item | undefined;
}

/** The root of the seed tree of a seed. `42` and `'42'` are one seed. */
export function createRandom(seed: string | number): Random {
  const [low, high] = hashName(String(seed));
  return new SeedNode(low, high);
}

/** Domains keep streams, forks by name and forks by number apart in the counter space. */
const streamDomain = 0;
const nameDomain = 1;
const numberDomain = 2;

class SeedNode implements Random {
  readonly #low: number;
  readonly #high: number;
  #drawn = 0;

  constructor(low: number, high: number) {
    // As signed integers, which the engine keeps in the object itself.
    this.#low = low | 0;
    this.#high = high | 0;
  }

  fork(name: string | number): Random {
    if (typeof name === 'number') {
      philox(this.#low, this.#high, name >>> 0, Math.floor(name / 2 ** 32) >>> 0, numberDomain);
    } else {
      const [low, high] = hashName(name);
      philox(this.#low, this.#high, low, high, nameDomain);
    }
    return new SeedNode(block[0] ?? 0, block[1] ?? 0);
  }

  uint32(): number {
    const drawn = this.#drawn;
    this.#drawn += 1;
    philox(this.#low, this.#high, drawn >>> 0, Math.floor(drawn / 2 ** 32), streamDomain);
    return block[0] ?? 0;
  }

  next(): number {
    return this.uint32() / 2 ** 32;
  }

  below(limit: number): number {
    // Lemire's multiply-shift without rejection: the bias is below limit / 2^32.
    return Math.floor(this.next() * limit);
  }

  pick<Item>(items: readonly Item[]): Item | undefined {
    return items[this.below(items.length)];
  }
}

/** The last block made; read at once by the caller, so that a draw allocates nothing. */
const block = new Uint32Array(4);

/** High half of a 32 x 32 bit product. */
function multiplyHigh(a: number, b: number): number {
  const aLow = a & 0xffff;
  const aHigh = a >>> 16;
  const bLow = b & 0xffff;
  const bHigh = b >>> 16;
  const middle = aHigh * bLow + ((aLow * bLow) >>> 16);
  const carry = aLow * bHigh + (middle & 0xffff);
  return (aHigh * bHigh + Math.floor(middle / 0x10000) + Math.floor(carry / 0x10000)) >>> 0;
}

/** Philox4x32-10 of the counter (c0, c1, c2, 0) under a key, into `block`. */
export function philox(keyLow: number, keyHigh: number, c0: number, c1: number, c2: number, c3 = 0): Uint32Array {
  let k0 = keyLow >>> 0;
  let k1 = keyHigh >>> 0;
  let x0 = c0 >>> 0;
  let x1 = c1 >>> 0;
  let x2 = c2 >>> 0;
  let x3 = c3 >>> 0;
  for (let round = 0; round < 10; round += 1) {
    const high0 = multiplyHigh(0xd2511f53, x0);
    const low0 = Math.imul(0xd2511f53, x0) >>> 0;
    const high1 = multiplyHigh(0xcd9e8d57, x2);
    const low1 = Math.imul(0xcd9e8d57, x2) >>> 0;
    x0 = (high1 ^ x1 ^ k0) >>> 0;
    x1 = low1;
    x2 = (high0 ^ x3 ^ k1) >>> 0;
    x3 = low0;
    k0 = (k0 + 0x9e3779b9) >>> 0;
    k1 = (k1 + 0xbb67ae85) >>> 0;
  }
  block[0] = x0;
  block[1] = x1;
  block[2] = x2;
  block[3] = x3;
  return block;
}

/** A 64-bit hash of a name: two FNV-1a walks over its UTF-16 code units with different offsets, each finished by murmur3's mixer. */
function hashName(name: string): readonly [low: number, high: number] {
  let low = 0x811c9dc5;
  let high = 0x9747b28c;
  for (let index = 0; index < name.length; index += 1) {
    const unit = name.charCodeAt(index);
    low = Math.imul(low ^ unit, 0x01000193);
    high = Math.imul(high ^ unit, 0x85ebca6b) ^ (high >>> 15);
  }
  return [mix(low), mix(high ^ name.length)];
}

/** The finalizer of MurmurHash3 (Appleby). */
function mix(value: number): number {
  let mixed = value ^ (value >>> 16);
  mixed = Math.imul(mixed, 0x85ebca6b);
  mixed ^= mixed >>> 13;
  mixed = Math.imul(mixed, 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}
