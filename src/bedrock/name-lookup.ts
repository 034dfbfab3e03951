/** Node's own name lookup, counted while the name server has not answered. */
import dns from 'node:dns';
import {startPending} from './pending.ts';

let isCounting = false;

const counted =
  (lookup: typeof dns.lookup) =>
  (...given: readonly unknown[]): unknown => {
    const callback = given.at(-1);
    if (typeof callback !== 'function') return Reflect.apply(lookup, dns, given);
    const answered = startPending();
    const tell = (...answer: readonly unknown[]) => {
      answered();
      callback(...answer);
    };
    try {
      return Reflect.apply(lookup, dns, [...given.slice(0, -1), tell]);
    } catch (error) {
      answered();
      throw error;
    }
  };

/**
 * Counts every lookup from here on. A request that is given up does not end the lookup that was made for it. A `lookup`
 * of our agents would not be enough: the SDK asks the instance and container metadata through clients of its own (test:
 * counts a lookup that the SDK makes by itself).
 */
export const countLookups = (): void => {
  if (isCounting) return;
  isCounting = true;
  const {lookup} = dns;
  Object.assign(dns, {lookup: Object.defineProperties(counted(lookup), Object.getOwnPropertyDescriptors(lookup))});
};
