/** The active faults: which of them affect a request, and what they do to it together. */
import type {Reply} from '../api/reply.ts';
import type {RawAnswer} from '../http/interception.ts';
import type {RequestEntry} from '../http/request-log.ts';
import {type WorldName, worldNameOf} from '../world/world-name.ts';
import {selectsOperation} from './declared-exceptions.ts';
import {type Behaviour, type Fault, type FaultedRequest, optionOf, type Replacement} from './fault-kind.ts';
import {isForWorld, unknownWorld} from './fault-worlds.ts';
import {FAULT_KINDS, parseFault, specOf} from './spec.ts';

export interface Faults {
  /** Activates another fault from now on. Throws if `fault` is invalid. */
  add(fault: string | Fault): void;
  /** Removes all faults. */
  clear(): void;
}

/** What the active faults do to one request. */
export interface Strike {
  /** Milliseconds. */
  readonly delay: number;
  /** From the first fault that answers in place of the service. */
  readonly replacement: Replacement | undefined;
  /** Whether the service acts all the same. */
  readonly isApplied: boolean;
  /** The query that the service gets. */
  readonly query: RequestEntry['query'];
  readonly change: (reply: Reply) => Reply;
  readonly changeRaw: (raw: RawAnswer) => RawAnswer;
}

export interface FaultBoard extends Faults {
  /** Activates the faults of the start again, and only those. */
  reset(): void;
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

/** Throws if `given` is invalid. */
const readFault = (given: string | Fault): Fault => {
  const parsed = parseFault(typeof given === 'string' ? given : specOf(given));
  if (!parsed.ok) throw new Error(parsed.reason);
  return parsed.value;
};

const activate = (fault: Fault, now: number): Active => {
  const kind = FAULT_KINDS.find(({name}) => name === fault.name);
  if (!kind) throw new Error(`no kind of fault is named ${fault.name}`);
  const behaviour = kind.start(fault);
  return {behaviour, isDue: dueCheck(fault, behaviour, now)};
};

const strikeWith = (active: readonly Active[], request: FaultedRequest): Strike => {
  const all = active.map(({behaviour}) => behaviour);
  const due = active.filter(({isDue}) => isDue(request)).map(({behaviour}) => behaviour);
  let replacement: Replacement | undefined;
  let isApplied = false;
  for (const behaviour of due) {
    replacement = behaviour.replace?.(request);
    isApplied = replacement !== undefined && behaviour.isApplied === true;
    if (replacement) break;
  }
  return {
    delay: due.reduce((sum, {delay}) => sum + (delay?.() ?? 0), 0),
    replacement,
    isApplied,
    query: all.reduce((query, behaviour) => behaviour.query?.(query) ?? query, request.entry.query),
    change: reply => {
      for (const {observe} of all) observe?.(reply, request);
      return due.reduce((changed, behaviour) => behaviour.change?.(changed, request) ?? changed, reply);
    },
    changeRaw: raw => due.reduce((changed, behaviour) => behaviour.changeRaw?.(changed, request) ?? changed, raw),
  };
};

/**
 * Creates the board of `world` with those faults in `first` active that are not for another world. `now` is the simulator's clock
 * (ms since the epoch).
 */
export const createFaults = (
  first: readonly (string | Fault)[],
  {world, now}: {readonly world: WorldName; readonly now: () => number},
): FaultBoard => {
  const start = (fault: Fault): Active => activate(fault, now());
  const own = first.map(readFault).filter(fault => isForWorld(fault, worldNameOf(world)));
  let active = own.map(start);
  return {
    add: given => {
      const fault = readFault(given);
      const problem = unknownWorld([fault], [world]);
      if (problem !== undefined) throw new Error(problem);
      active = [...active, start(fault)];
    },
    clear: () => {
      active = [];
    },
    reset: () => {
      active = own.map(start);
    },
    strike: request => strikeWith(active, request),
  };
};

/** Why these faults are not for these worlds, or undefined. Throws if one of them is invalid. */
export const problemOf = (given: readonly (string | Fault)[], worlds: readonly WorldName[]): string | undefined =>
  unknownWorld(given.map(readFault), worlds);

/** The faults of several worlds as one. A fault is added to each world, or to the one that it names. */
export const jointFaults = (boards: readonly {readonly world: WorldName; readonly faults: Faults}[]): Faults => ({
  add: given => {
    const fault = readFault(given);
    const problem = unknownWorld(
      [fault],
      boards.map(({world}) => world),
    );
    if (problem !== undefined) throw new Error(problem);
    for (const {world, faults} of boards) if (isForWorld(fault, worldNameOf(world))) faults.add(fault);
  },
  clear: () => {
    for (const {faults} of boards) faults.clear();
  },
});
