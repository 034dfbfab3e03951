/** The faults in force: which of them strike a request, and what they do to it together. */
import {isMeant} from './declared-exceptions.ts';
import {type Ask, type Behaviour, type Fault, optionOf, type Replacement} from './fault-kind.ts';
import {FAULT_KINDS, parseFault, specOf} from './fault-spec.ts';
import type {RawAnswer} from './interception.ts';
import type {Reply} from './reply.ts';
import type {RequestEntry} from './request-log.ts';

export interface Faults {
  /** Puts another one in force, from now on. Throws where `fault` is none: that is a mistake of the caller. */
  add(fault: string | Fault): void;
  /** Ends all of them. */
  clear(): void;
}

/** What the faults in force do to one request. */
export interface Strike {
  /** ms. */
  readonly delay: number;
  /** The first that stands in for the service. */
  readonly replacement: Replacement | undefined;
  /** What the service is asked. */
  readonly query: RequestEntry['query'];
  readonly change: (reply: Reply) => Reply;
  readonly changeRaw: (raw: RawAnswer) => RawAnswer;
}

export interface FaultBoard extends Faults {
  /** Counts the request. Call it once for each. */
  strike(ask: Ask): Strike;
}

interface Active {
  readonly behaviour: Behaviour;
  /** Whether it is this fault's turn; counts. */
  readonly isDue: (ask: Ask) => boolean;
}

/** When a fault is due: its options in the order in which they narrow. */
const turns = (fault: Fault, behaviour: Behaviour, since: number): Active['isDue'] => {
  const option = (name: string, usual: number) => optionOf(fault, name) ?? usual;
  const begin = since + option('from', 0) * 1000;
  const end = begin + option('for', Number.POSITIVE_INFINITY) * 1000;
  const [after, every] = [option('after', 0), option('every', 1)];
  const times = option('times', Number.POSITIVE_INFINITY);
  let seen = 0;
  let struck = 0;
  return ({entry, now}) => {
    if (now < begin || now >= end || struck >= times) return false;
    if (!isMeant(fault.options?.op, entry.operation) || behaviour.applies?.(entry) === false) return false;
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
  return {behaviour, isDue: turns(parsed.value, behaviour, now)};
};

const strikeWith = (all: readonly Active[], ask: Ask): Strike => {
  const every = all.map(({behaviour}) => behaviour);
  const due = all.filter(({isDue}) => isDue(ask)).map(({behaviour}) => behaviour);
  return {
    delay: due.reduce((sum, {delay}) => sum + (delay?.() ?? 0), 0),
    replacement: due.reduce<Replacement | undefined>((found, {replace}) => found ?? replace?.(ask), undefined),
    query: every.reduce((query, behaviour) => behaviour.query?.(query) ?? query, ask.entry.query),
    change: reply => {
      for (const {observe} of every) observe?.(reply, ask);
      return due.reduce((changed, behaviour) => behaviour.change?.(changed, ask) ?? changed, reply);
    },
    changeRaw: raw => due.reduce((changed, behaviour) => behaviour.changeRaw?.(changed, ask) ?? changed, raw),
  };
};

/** A board with `first` in force; `now` is the simulator's clock. */
export const createFaults = (first: readonly (string | Fault)[], now: () => number): FaultBoard => {
  let active: readonly Active[] = first.map(fault => activate(fault, now()));
  return {
    add: fault => {
      active = [...active, activate(fault, now())];
    },
    clear: () => {
      active = [];
    },
    strike: ask => strikeWith(active, ask),
  };
};
