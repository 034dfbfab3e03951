/** The faults of a demo that was started without any: there are none, and the code of faults is not loaded. */
import type {FaultBoard} from './faults.ts';

export const NO_FAULTS: FaultBoard = {
  add: () => {
    throw new Error('a demo that starts without faults takes none later');
  },
  clear: () => {},
  reset: () => {},
  strike: ({entry: {query}}) => ({
    ...{delay: 0, replacement: undefined, isApplied: false, query},
    change: reply => reply,
    changeRaw: raw => raw,
  }),
};
