/** A gateway whose calls are all changed in the same way. */
import type {Outcome} from './app-error.ts';
import type {Calls, Gateway, OnAttempt, Operation} from './ports.ts';

/** `send` makes the call itself. What is returned has to be its answer, or a failure. */
export type Around = <T>(call: {
  readonly operation: Operation;
  readonly signal: AbortSignal;
  readonly send: () => Promise<Outcome<T>>;
}) => Promise<Outcome<T>>;

const NO_CALLS: ReadonlySet<string> = new Set(['connect', 'renew', 'close'] satisfies readonly (keyof Gateway)[]);

const operationsOf = (gateway: Gateway) =>
  Object.keys(gateway).filter(name => !NO_CALLS.has(name)) as readonly Operation[];

export const withEachCall = (gateway: Gateway, around: Around): Gateway => {
  const callOf = (operation: Operation) => {
    const call = (input: unknown, signal: AbortSignal, onAttempt?: OnAttempt) => {
      const original = gateway[operation] as (
        input: unknown,
        signal: AbortSignal,
        onAttempt?: OnAttempt,
      ) => Promise<Outcome<unknown>>;
      return around({operation, signal, send: () => original(input, signal, onAttempt)});
    };
    return [operation, call] as const;
  };
  // Each call has the input and the answer of the call that it replaces.
  const calls = Object.fromEntries(operationsOf(gateway).map(callOf)) as unknown as Calls;
  return {...gateway, ...calls};
};
