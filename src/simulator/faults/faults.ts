/** The active faults: which of them affect a request, and what they do to it together. */
import type {Reply} from '../api/reply.ts';
import type {RawAnswer} from '../http/interception.ts';
import type {RequestEntry} from '../http/request-log.ts';
import {selectsOperation} from './declared-exceptions.ts';
import {type Behaviour, type Fault, type FaultedRequest, optionOf, type Replacement} from './fault-kind.ts';
import {FAULT_KINDS, parseFault, specOf} from './spec.ts';

export interface Faults {
  /** Activates another fault from now on. Throws if `fault` is invalid. */
  add(fault: string | Fault): void;
  /** Removes all faults. */
  clear(): void;
}

/** What the active faults do to one request. */
interface Strike {
  /** Milliseconds. */
  readonly delay: number;
  /** From the first fault that answers in place of the service. */
  readonly replacement: Replacement | undefined;
  /** The query that the service gets. */
  readonly query: RequestEntry['query'];
  readonly change: (reply: Reply) => Reply;
  readonly changeRaw: (raw: RawAnswer) => RawAnswer;
}

export interface FaultBoard extends Faults {
  /** Counts the request, so call it once for each. */
  strike(request: FaultedRequest): Strike;
}

interface Active {
  readonly behaviour: Behaviour;
  /** Whether this fault affects the request. Counts the request, so call it once for each. */
  readonly isDue: (request: FaultedRequest) => boolean;
}

/** Decides when a fault is due: first by `from` and `for`, then by `op`, `after`, `every` and `times`. */
const dueCheck = (fault: Fault, behaviour: Behaviour, since: number): Active['isDue'] => {
  const option = (name: string, fallback: number) => optionOf(fault, name) ?? fallback;
  const begin = since + option('from', 0) * 1000;
  const end = begin + option('for', Number.POSITIVE_INFINITY) * 1000;
  const [after, every] = [option('after', 0), option('every', 1)];
  const times = option('times', Number.POSITIVE_INFINITY);
  let seen = 0;
  let struck = 0;
  return ({entry, now}) => {
    if (now < begin || now >= end || struck >= times) return false;
    if (!selectsOperation(fault.options?.op, entry.operation) || behaviour.applies?.(entry) === false) return false;
    seen += 1;
    if (seen <= after || (seen - after) % every !== 0) return false;
    struck += 1;
    return true;
  };
};

const activate = (given: string | Fault, now: number): Active => {
  const parsed = parseFault(typeof given === 'string' ? given : specOf(given));
  if (!parsed.ok) throw new Error(parsed.reason);
  const kind = FAULT_KINDS.find(({name}) => name === parsed.value.name);
  if (!kind) throw new Error(`no kind of fault is named ${parsed.value.name}`);
  const behaviour = kind.start(parsed.value);
  return {behaviour, isDue: dueCheck(parsed.value, behaviour, now)};
};

const strikeWith = (active: readonly Active[], request: FaultedRequest): Strike => {
  const all = active.map(({behaviour}) => behaviour);
  const due = active.filter(({isDue}) => isDue(request)).map(({behaviour}) => behaviour);
  return {
    delay: due.reduce((sum, {delay}) => sum + (delay?.() ?? 0), 0),
    replacement: due.reduce<Replacement | undefined>((found, {replace}) => found ?? replace?.(request), undefined),
    query: all.reduce((query, behaviour) => behaviour.query?.(query) ?? query, request.entry.query),
    change: reply => {
      for (const {observe} of all) observe?.(reply, request);
      return due.reduce((changed, behaviour) => behaviour.change?.(changed, request) ?? changed, reply);
    },
    changeRaw: raw => due.reduce((changed, behaviour) => behaviour.changeRaw?.(changed, request) ?? changed, raw),
  };
};

/** Creates the board with the faults in `first` active. `now` is the simulator's clock (ms since the epoch). */
export const createFaults = (first: readonly (string | Fault)[], now: () => number): FaultBoard => {
  let active: readonly Active[] = first.map(fault => activate(fault, now()));
  return {
    add: fault => {
      active = [...active, activate(fault, now())];
    },
    clear: () => {
      active = [];
    },
    strike: request => strikeWith(active, request),
  };
};
