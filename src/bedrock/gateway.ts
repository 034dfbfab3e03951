/** Bedrock's import operations as domain values. The rest of the program reaches the AWS SDK only through this gateway. */
import {failure, type Outcome, success} from '../core/domain/app-error.ts';
import type {ApiOperation, Calls, Gateway, OnAttempt, Operation, Operations} from '../core/domain/ports.ts';
import {type CallRecord, logSecretsOf, startRecord} from './call-log.ts';
import {cancelled, type FailureContext, toAppError} from './failures/errors.ts';
import {explanationOf} from './failures/explained.ts';
import {OPERATION_IDS, OPERATIONS} from './operations.ts';
import {createPool, type Pool} from './session/pool.ts';
import {credentialsTooSlow, openSession, renewCredentials, type Session} from './session/session.ts';
import {type GatewaySettings, type LogEntry, limitsOf} from './settings.ts';
import {watchAttempts} from './waiting/attempts.ts';
import {countLookups} from './waiting/name-lookup.ts';
import {pending} from './waiting/pending.ts';
import {raceAbort, withDeadline} from './waiting/race.ts';

export {createPool};

interface Call<T> {
  readonly operation?: ApiOperation;
  readonly signal: AbortSignal;
  /** The page token of a list request, if there is one. */
  readonly token?: string | undefined;
  readonly onAttempt?: OnAttempt | undefined;
  /** What is logged of the request. */
  readonly request?: LogEntry;
  /** What is logged of the answer. */
  readonly describe?: (value: T) => LogEntry;
  /** `signal` also aborts when the gateway is closed. */
  run(session: Session, signal: AbortSignal, record: CallRecord): Promise<T>;
}

interface Attempt {
  readonly signal: AbortSignal;
  readonly record: CallRecord;
}

/** A session and the number of calls that use it. A replaced session is closed when its last call has ended. */
interface SharedSession {
  readonly session: Session;
  uses: number;
}

/**
 * Creates a gateway. Nothing is read or sent before the first call. If a session cannot be opened, the next call tries again
 * with fresh files, region and credentials. An open session is kept until AWS refuses its credentials or `renew` is called.
 * Gateways with the same pool share connections and credentials.
 */
export const createGateway = (settings: GatewaySettings, pool: Pool = createPool()): Gateway => {
  countLookups();
  let current: SharedSession | undefined;
  let opening: Promise<Outcome<SharedSession>> | undefined;
  let overdue: Promise<Outcome<Session>> | undefined;
  let isStale = false;
  const closed = new AbortController();
  const active = new Set<AbortController>();
  const {credentialsMs} = limitsOf(settings);

  const openNew = () => pending(openSession(settings, {pool, closed: closed.signal}));

  const closeIfUnused = ({session, uses}: SharedSession): void => {
    if (uses === 0) session.close();
  };

  const replaceWith = (opened: Outcome<Session>): Outcome<SharedSession> => {
    opening = undefined;
    if (!opened.ok) return opened;
    const former = current;
    current = {session: opened.value, uses: 0};
    isStale = false;
    if (former) closeIfUnused(former);
    if (closed.signal.aborted) closeIfUnused(current);
    return success(current);
  };

  const dropOverdue = (): void => {
    void overdue?.then(opened => opened.ok && opened.value.close());
    overdue = undefined;
  };

  /**
   * Opens another session within a time limit. After the limit the next call goes on waiting for the same one, so that a
   * credential_process that hangs is not started again and again.
   */
  const reopen = (context: FailureContext): Promise<Outcome<Session>> => {
    const reopening = overdue ?? openNew();
    overdue = undefined;
    return withDeadline(reopening, credentialsMs, credentialsTooSlow).catch(cause => {
      overdue = reopening;
      void reopening.then(opened => {
        if (!opened.ok && overdue === reopening) overdue = undefined;
      });
      if (closed.signal.aborted) dropOverdue();
      return failure(toAppError(undefined, cause, context));
    });
  };

  const open = async (): Promise<Outcome<SharedSession>> => {
    if (current && !isStale) return success(current);
    opening ??= (current ? reopen(current.session.context) : openNew()).then(replaceWith);
    return opening;
  };

  const use = async <T>({session}: SharedSession, {run}: Call<T>, {signal, record}: Attempt): Promise<T> => {
    await session.ready();
    // The SDK may read files even now. Aborting the request does not end such a read, so it has to be counted.
    return pending(run(session, signal, record));
  };

  const attempt = async <T>(call: Call<T>, {signal, record}: Attempt): Promise<Outcome<T>> => {
    const {operation, token} = call;
    let used: SharedSession | undefined;
    try {
      const opened = await raceAbort(open(), signal);
      if (!opened.ok) return opened;
      used = opened.value;
      used.uses += 1;
      record.hideSecretsOf(used.session.context);
      return success(await raceAbort(use(used, call, {signal, record}), signal));
    } catch (cause) {
      record.noteError(cause);
      if (signal.aborted || used === undefined) return failure(cancelled(operation));
      const context = {...used.session.context, hasToken: token !== undefined};
      const error = explanationOf(cause) ?? toAppError(operation, cause, context);
      // AWS refused the credentials, or they expired. The next call looks for new ones, as the person may have renewed them.
      if (error.kind === 'credentials') used.session.retire();
      if (error.kind === 'credentials' && used === current) isStale = true;
      return failure(error);
    } finally {
      if (used) used.uses -= 1;
      if (used && used !== current) closeIfUnused(used);
    }
  };

  const recordOf = <T>({operation, request, token}: Call<T>): CallRecord => {
    const secrets = [...logSecretsOf(settings.environment), ...(token === undefined ? [] : [token])];
    return startRecord(settings.log, {event: operation ?? 'connect', request, secrets});
  };

  const run = async <T>(call: Call<T>): Promise<Outcome<T>> => {
    if (call.signal.aborted || closed.signal.aborted) return failure(cancelled(call.operation));
    // A controller for each call, not one for the gateway: a signal keeps a record of all that AbortSignal.any made from it.
    const closing = new AbortController();
    active.add(closing);
    const record = recordOf(call);
    try {
      const signal = AbortSignal.any([call.signal, closing.signal]);
      if (call.onAttempt) watchAttempts(signal, call.onAttempt);
      const outcome = await attempt(call, {signal, record});
      record.end(outcome, call.describe);
      return outcome;
    } finally {
      active.delete(closing);
    }
  };

  const callOf =
    <K extends Operation>(id: K) =>
    (
      input: Operations[K]['input'],
      signal: AbortSignal,
      onAttempt?: OnAttempt,
    ): Promise<Outcome<Operations[K]['output']>> => {
      const {api, tokenOf, describeInput, describeOutput, call} = OPERATIONS[id];
      return run({
        operation: api,
        signal,
        onAttempt,
        token: tokenOf?.(input),
        request: describeInput(input),
        describe: describeOutput,
        run: (session, aborted, record) => call(session.client, input, {signal: aborted, record, session}),
      });
    };
  const calls = Object.fromEntries(OPERATION_IDS.map(id => [id, callOf(id)])) as unknown as Calls;

  return {
    connect: signal =>
      run({signal, describe: connection => ({...connection}), run: async ({connection}) => connection}),
    ...calls,
    renew: () => {
      isStale = true;
      renewCredentials(settings, pool);
      dropOverdue();
    },
    close: () => {
      closed.abort();
      for (const closing of active) closing.abort();
      current?.session.close();
      dropOverdue();
    },
  };
};
