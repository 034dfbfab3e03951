/** Things that several users share. Each is made for its first user, and closed after its last. */

export interface Lease<T> {
  readonly value: T;
  /** The same for another user. */
  again(): Lease<T>;
  /** Calls after the first do nothing. */
  release(): void;
}

export interface Leases<T> {
  /** The thing with this key. `make` is called if nobody has it. */
  take(key: string, make: () => T): Lease<T>;
}

interface Entry<T> {
  readonly value: T;
  users: number;
}

export const createLeases = <T>(close: (value: T) => void): Leases<T> => {
  const entries = new Map<string, Entry<T>>();

  const lease = (key: string, entry: Entry<T>): Lease<T> => {
    entry.users += 1;
    let isReleased = false;
    return {
      value: entry.value,
      again: () => lease(key, entry),
      release: () => {
        if (isReleased) return;
        isReleased = true;
        entry.users -= 1;
        if (entry.users > 0) return;
        entries.delete(key);
        close(entry.value);
      },
    };
  };

  return {
    take: (key, make) => {
      const entry = entries.get(key) ?? {value: make(), users: 0};
      entries.set(key, entry);
      return lease(key, entry);
    },
  };
};
