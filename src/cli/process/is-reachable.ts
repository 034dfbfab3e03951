/** Checks whether a file system answers, without waiting for one that does not. */
import {stat} from 'node:fs';
import {startPending} from '../../bedrock/waiting/pending.ts';

/** A local file system takes less than 1 ms. */
const LIMIT_MS = 100;

/** Calls back when the file system has answered, even if the answer is an error. */
type Ask = (path: string, callback: () => void) => void;

/** False if there is no answer within the limit. A synchronous call would never return from a dead mount. */
export const isReachable = (path: string, ask: Ask = stat): Promise<boolean> =>
  new Promise(resolve => {
    const answered = startPending();
    const timer = setTimeout(() => resolve(false), LIMIT_MS);
    ask(path, () => {
      answered();
      clearTimeout(timer);
      resolve(true);
    });
  });
