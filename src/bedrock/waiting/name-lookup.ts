/** Counts Node's name lookups as pending until the name server has answered. */
import dns from 'node:dns';
import {startPending} from './pending.ts';

let isCounting = false;

const counted =
  (lookup: typeof dns.lookup) =>
  (...given: readonly unknown[]): unknown => {
    const callback = given.at(-1);
    if (typeof callback !== 'function') return Reflect.apply(lookup, dns, given);
    const settle = startPending();
    const done = (...answer: readonly unknown[]) => {
      settle();
      callback(...answer);
    };
    try {
      return Reflect.apply(lookup, dns, [...given.slice(0, -1), done]);
    } catch (error) {
      settle();
      throw error;
    }
  };

/**
 * Counts every lookup from now on. Aborting a request does not end its lookup. A `lookup` option of our agents would not be
 * enough: the SDK asks instances and containers through clients of its own (test: counts a lookup that the SDK makes by
 * itself).
 */
export const countLookups = (): void => {
  if (isCounting) return;
  isCounting = true;
  const {lookup} = dns;
  Object.assign(dns, {lookup: Object.defineProperties(counted(lookup), Object.getOwnPropertyDescriptors(lookup))});
};
