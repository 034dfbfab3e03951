/** Repeatable random numbers: the same seed gives the same sequence on every machine. */

export interface Random {
  /** At least 0, and less than 1. */
  next(): number;
  /** A whole number from `min` to `max`, both included. */
  int(min: number, max: number): number;
  /** True with probability `share`. */
  chance(share: number): boolean;
  /** One of `list`, which must not be empty. */
  pick<T>(list: readonly T[]): T;
  /** `length` characters of `alphabet`. */
  text(alphabet: string, length: number): string;
  /** Twelve characters of a-z and 0-9, like the ids at the end of ARNs. */
  id(): string;
}

/** FNV-1a, 32 bits. */
const hash = (text: string): number => {
  let value = 0x811c9dc5;
  for (let i = 0; i < text.length; i += 1) value = Math.imul(value ^ text.charCodeAt(i), 0x01000193);
  return value >>> 0;
};

/** A mulberry32 generator. Each use needs a seed of its own, so that one use does not change the numbers of another. */
export const createRandom = (seed: string): Random => {
  let state = hash(seed);
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 0x1_0000_0000;
  };
  const int = (min: number, max: number) => min + Math.floor(next() * (max - min + 1));
  const half = () =>
    Math.floor(next() * 36 ** 6)
      .toString(36)
      .padStart(6, '0');
  return {
    next,
    id: () => half() + half(),
    int,
    chance: share => next() < share,
    pick: <T>(list: readonly T[]) => list[int(0, list.length - 1)] as T,
    text: (alphabet, length) => {
      let text = '';
      for (let i = 0; i < length; i += 1) text += alphabet[int(0, alphabet.length - 1)];
      return text;
    },
  };
};
