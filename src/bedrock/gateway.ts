/** The import operations of Bedrock as domain values: the one door between the program and the AWS SDK. */
import {failure, type Outcome, success} from '../core/app-error.ts';
import type {Gateway} from '../core/ports.ts';
import {untilAborted, withDeadline} from './abort.ts';
import {jobAskedFor, toJobDetail, toJobPage, toListInput} from './answers.ts';
import {type CallRecord, listAsked, logSecretsOf, pageTold, startRecord} from './call-log.ts';
import {cancelled, type FailureContext, type Operation, toAppError} from './errors.ts';
import {countLookups} from './name-lookup.ts';
import {pending} from './pending.ts';
import {openSession, type Session, tooSlow} from './session.ts';
import {type GatewaySettings, type LogEntry, limitsOf} from './settings.ts';

interface Call<T> {
  readonly operation?: Operation;
  readonly signal: AbortSignal;
  /** The page token, if there is one. */
  readonly token?: string | undefined;
  /** What the log tells of the request, and of the answer. */
  readonly asked?: LogEntry;
  readonly told?: (value: T) => LogEntry;
  /** `signal` is also aborted when the gateway is closed. */
  run(session: Session, signal: AbortSignal, record: CallRecord): Promise<T>;
}

/** Reading a page of 1,000 has taken a while: what was typed meanwhile goes before what follows from it. */
const keysFirst = async (): Promise<void> => {
  for (let turn = 0; turn < 2; turn++) await new Promise(resolve => setImmediate(resolve));
};

interface Attempt {
  readonly signal: AbortSignal;
  readonly record: CallRecord;
}

/** A session with how many calls are using it: one that has been replaced is closed when the last of them has ended. */
interface Held {
  readonly session: Session;
  uses: number;
}

/**
 * A gateway with a client of its own. Nothing is read or sent before the first call. A session that could not be opened is
 * forgotten, so that the next call looks at files, region and credentials anew; one that could is kept until AWS refuses its
 * credentials, or somebody asks for another.
 */
export const createGateway = (settings: GatewaySettings): Gateway => {
  countLookups();
  let held: Held | undefined;
  let opening: Promise<Outcome<Held>> | undefined;
  let late: Promise<Outcome<Session>> | undefined;
  let isStale = false;
  let isClosed = false;
  const active = new Set<AbortController>();
  const {credentialsMs} = limitsOf(settings);

  const closeUnused = ({session, uses}: Held): void => {
    if (uses === 0) session.close();
  };

  const take = (opened: Outcome<Session>): Outcome<Held> => {
    opening = undefined;
    if (!opened.ok) return opened;
    const former = held;
    held = {session: opened.value, uses: 0};
    isStale = false;
    if (former) closeUnused(former);
    if (isClosed) closeUnused(held);
    return success(held);
  };

  /** Gives up what came too late so far. */
  const dropLate = (): void => {
    void late?.then(opened => opened.ok && opened.value.close());
    late = undefined;
  };

  /**
   * With a session to go on with, nobody waits for another one for ever. One that came too late is waited for by the next
   * call: a credential_process that hangs is not started again and again.
   */
  const reopen = (context: FailureContext): Promise<Outcome<Session>> => {
    const reopening = late ?? pending(openSession(settings));
    late = undefined;
    return withDeadline(reopening, credentialsMs, tooSlow).catch(cause => {
      late = reopening;
      void reopening.then(opened => {
        if (!opened.ok && late === reopening) late = undefined;
      });
      if (isClosed) dropLate();
      return failure(toAppError(undefined, cause, context));
    });
  };

  const open = async (): Promise<Outcome<Held>> => {
    if (held && !isStale) return success(held);
    opening ??= (held ? reopen(held.session.context) : pending(openSession(settings))).then(take);
    return opening;
  };

  const use = async <T>({session}: Held, {run}: Call<T>, {signal, record}: Attempt): Promise<T> => {
    await session.ready();
    // The SDK may read files even now, and a request that is aborted does not end that.
    return pending(run(session, signal, record));
  };

  const attempt = async <T>(asked: Call<T>, {signal, record}: Attempt): Promise<Outcome<T>> => {
    const {operation, token} = asked;
    let taken: Held | undefined;
    try {
      const opened = await untilAborted(open(), signal);
      if (!opened.ok) return opened;
      taken = opened.value;
      taken.uses += 1;
      record.hide(taken.session.context);
      return success(await untilAborted(use(taken, asked, {signal, record}), signal));
    } catch (cause) {
      record.threw(cause);
      if (signal.aborted || taken === undefined) return failure(cancelled(operation));
      const error = toAppError(operation, cause, {...taken.session.context, hasToken: token !== undefined});
      // AWS has refused the credentials, or they ran out: others are looked for first, as the person may have renewed them.
      if (error.kind === 'credentials' && taken === held) isStale = true;
      return failure(error);
    } finally {
      if (taken) taken.uses -= 1;
      if (taken && taken !== held) closeUnused(taken);
    }
  };

  const recordOf = <T>({operation, asked, token}: Call<T>): CallRecord => {
    const secrets = [...logSecretsOf(settings.environment), ...(token === undefined ? [] : [token])];
    return startRecord(settings.log, {event: operation ?? 'connect', asked, secrets});
  };

  const call = async <T>(asked: Call<T>): Promise<Outcome<T>> => {
    if (asked.signal.aborted || isClosed) return failure(cancelled(asked.operation));
    const controller = new AbortController();
    const abort = () => controller.abort();
    asked.signal.addEventListener('abort', abort, {once: true});
    active.add(controller);
    const record = recordOf(asked);
    try {
      const outcome = await attempt(asked, {signal: controller.signal, record});
      record.end(outcome, asked.told);
      return outcome;
    } finally {
      active.delete(controller);
      asked.signal.removeEventListener('abort', abort);
    }
  };

  return {
    connect: signal => call({signal, told: connection => ({...connection}), run: async ({connection}) => connection}),
    listJobs: (request, signal) =>
      call({
        operation: 'ListModelImportJobs',
        signal,
        token: request.token,
        asked: listAsked(request),
        told: pageTold,
        run: async ({client}, abortSignal, record) => {
          const {ListModelImportJobsCommand} = await import('./sdk.ts');
          const command = new ListModelImportJobsCommand(toListInput(request));
          const output = await client.send(command, {abortSignal});
          if (request.token !== undefined) await keysFirst();
          return toJobPage(record.answered(output), request.token);
        },
      }),
    getJob: (identifier, signal) =>
      call({
        operation: 'GetModelImportJob',
        signal,
        asked: {identifier},
        told: ({status}) => ({status}),
        run: async ({client}, abortSignal, record) => {
          const {GetModelImportJobCommand} = await import('./sdk.ts');
          const command = new GetModelImportJobCommand({jobIdentifier: identifier});
          return jobAskedFor(toJobDetail(record.answered(await client.send(command, {abortSignal}))), identifier);
        },
      }),
    renew: () => {
      isStale = true;
      dropLate();
    },
    close: () => {
      isClosed = true;
      for (const controller of active) controller.abort();
      held?.session.close();
      dropLate();
    },
  };
};
