/** The import operations of Bedrock as domain values: the one door between the program and the AWS SDK. */
import {failure, type Outcome, success} from '../core/app-error.ts';
import type {Gateway} from '../core/ports.ts';
import {untilAborted} from './abort.ts';
import {toJobDetail, toJobPage, toListInput} from './answers.ts';
import {type CallRecord, listAsked, logSecretsOf, pageTold, startRecord} from './call-log.ts';
import {cancelled, type FailureContext, type Operation, toAppError} from './errors.ts';
import {openSession, type Session} from './session.ts';
import type {GatewaySettings, LogEntry} from './settings.ts';

interface Call<T> {
  readonly operation?: Operation;
  readonly signal: AbortSignal;
  /** The page token, where there is one. */
  readonly token?: string | undefined;
  /** What the log tells of the request, and of the answer. */
  readonly asked?: LogEntry;
  readonly told?: (value: T) => LogEntry;
  /** `signal` is also aborted where the gateway is closed. */
  run(session: Session, signal: AbortSignal, record: CallRecord): Promise<T>;
}

/**
 * A gateway with a client of its own. Nothing is read or sent before the first call. A session that could not be opened is
 * forgotten, so that the next call looks at files, region and credentials anew; one that could is kept.
 */
export const createGateway = (settings: GatewaySettings): Gateway => {
  let opening: Promise<Outcome<Session>> | undefined;
  let isStale = false;
  let isClosed = false;
  const active = new Set<AbortController>();

  const open = (): Promise<Outcome<Session>> => {
    opening ??= openSession(settings).then(opened => {
      if (!opened.ok) opening = undefined;
      else if (isClosed) opened.value.close();
      return opened;
    });
    return opening;
  };

  /** AWS has refused the credentials, or they ran out: look for others first, as the person may have renewed them. */
  const renew = async (session: Session): Promise<void> => {
    if (!isStale) return;
    await session.renewCredentials();
    isStale = false;
  };

  const attempt = async <T>(
    {operation, token, run}: Call<T>,
    signal: AbortSignal,
    record: CallRecord,
  ): Promise<Outcome<T>> => {
    let context: FailureContext | undefined;
    try {
      const opened = await untilAborted(open(), signal);
      if (!opened.ok) return opened;
      context = opened.value.context;
      record.hide(context);
      return success(
        await untilAborted(
          renew(opened.value).then(() => run(opened.value, signal, record)),
          signal,
        ),
      );
    } catch (cause) {
      record.threw(cause);
      if (signal.aborted || context === undefined) return failure(cancelled(operation));
      const error = toAppError(operation, cause, {...context, hasToken: token !== undefined});
      if (error.kind === 'credentials') isStale = true;
      return failure(error);
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
      const outcome = await attempt(asked, controller.signal, record);
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
          return toJobPage(record.answered(await client.send(command, {abortSignal})), request.token);
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
          return toJobDetail(record.answered(await client.send(command, {abortSignal})));
        },
      }),
    close: () => {
      isClosed = true;
      for (const controller of active) controller.abort();
      opening?.then(opened => opened.ok && opened.value.close());
    },
  };
};
