/** Node's own name lookup, counted while the name server has not answered. */
import dns from 'node:dns';
import type {LookupFunction} from 'node:net';
import {startPending} from './pending.ts';

/** For the agents: a request that is given up does not end the lookup that was made for it. */
export const lookupName: LookupFunction = (hostname, options, callback) => {
  const answered = startPending();
  dns.lookup(hostname, options, (...answer) => {
    answered();
    callback(...answer);
  });
};
