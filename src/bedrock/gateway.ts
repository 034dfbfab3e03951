/** The import operations of Bedrock as domain values: the one door between the program and the AWS SDK. */
import {failure, type Outcome, success} from '../core/app-error.ts';
import type {Gateway} from '../core/ports.ts';
import {untilAborted} from './abort.ts';
import {toJobDetail, toJobPage, toListInput} from './answers.ts';
import {cancelled, type FailureContext, type Operation, toAppError} from './errors.ts';
import {openSession, type Session} from './session.ts';
import type {GatewaySettings} from './settings.ts';

interface Call<T> {
  readonly operation?: Operation;
  readonly signal: AbortSignal;
  readonly hasToken?: boolean;
  /** `signal` is also aborted where the gateway is closed. */
  run(session: Session, signal: AbortSignal): Promise<T>;
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

  const attempt = async <T>({operation, hasToken = false, run}: Call<T>, signal: AbortSignal): Promise<Outcome<T>> => {
    let context: FailureContext | undefined;
    try {
      const opened = await untilAborted(open(), signal);
      if (!opened.ok) return opened;
      context = opened.value.context;
      return success(
        await untilAborted(
          renew(opened.value).then(() => run(opened.value, signal)),
          signal,
        ),
      );
    } catch (cause) {
      if (signal.aborted || context === undefined) return failure(cancelled(operation));
      const error = toAppError(operation, cause, {...context, hasToken});
      if (error.kind === 'credentials') isStale = true;
      return failure(error);
    }
  };

  const call = async <T>(asked: Call<T>): Promise<Outcome<T>> => {
    if (asked.signal.aborted || isClosed) return failure(cancelled(asked.operation));
    const controller = new AbortController();
    const abort = () => controller.abort();
    asked.signal.addEventListener('abort', abort, {once: true});
    active.add(controller);
    try {
      return await attempt(asked, controller.signal);
    } finally {
      active.delete(controller);
      asked.signal.removeEventListener('abort', abort);
    }
  };

  return {
    connect: signal => call({signal, run: async ({connection}) => connection}),
    listJobs: (request, signal) =>
      call({
        operation: 'ListModelImportJobs',
        signal,
        hasToken: request.token !== undefined,
        run: async ({client}, abortSignal) => {
          const {ListModelImportJobsCommand} = await import('./sdk.ts');
          const command = new ListModelImportJobsCommand(toListInput(request));
          return toJobPage(await client.send(command, {abortSignal}), request.token);
        },
      }),
    getJob: (identifier, signal) =>
      call({
        operation: 'GetModelImportJob',
        signal,
        run: async ({client}, abortSignal) => {
          const {GetModelImportJobCommand} = await import('./sdk.ts');
          const command = new GetModelImportJobCommand({jobIdentifier: identifier});
          return toJobDetail(await client.send(command, {abortSignal}));
        },
      }),
    close: () => {
      isClosed = true;
      for (const controller of active) controller.abort();
      opening?.then(opened => opened.ok && opened.value.close());
    },
  };
};
