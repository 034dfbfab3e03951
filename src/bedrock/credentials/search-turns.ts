/**
 * Lets profiles take turns in searching for credentials. The SDK reads one text in place of the shared files, and takes the
 * endpoints of STS and SSO from it. While it has the text of one profile, it would send a token of another to the wrong place.
 */
import {withDeadline} from '../waiting/race.ts';

interface Reader {
  /** The profile. */
  readonly name: string;
  /** What the SDK gets to read. */
  readonly text: string;
}

/** Runs `search`, which is told whether the SDK has the reader's text already. */
export type SearchTurns = <T>(reader: Reader, search: (isGiven: boolean) => Promise<T>) => Promise<T>;

/** A search that hangs must not block the others for ever. By then it has read what it needs, unless a process hangs. */
const WAIT_MS = 3_000;

export const createSearchTurns = (): SearchTurns => {
  let given: string | undefined;
  const running = new Map<Promise<unknown>, Reader>();

  /** The searches of other profiles that need another text. Those of the same profile may be out of date, so they do not count. */
  const inTheWay = ({name, text}: Reader) =>
    [...running].filter(([, other]) => other.name !== name && other.text !== text).map(([search]) => search);

  const waitFor = async (searches: readonly Promise<unknown>[]): Promise<void> => {
    const hangs = () => new Error('a search hangs');
    await withDeadline(Promise.allSettled(searches), WAIT_MS, hangs).catch(() => {
      for (const search of searches) running.delete(search);
    });
  };

  return async (reader, search) => {
    for (let others = inTheWay(reader); others.length > 0; others = inTheWay(reader)) await waitFor(others);
    const isGiven = given === reader.text;
    given = reader.text;
    const found = search(isGiven);
    running.set(found, reader);
    try {
      return await found;
    } finally {
      running.delete(found);
    }
  };
};
