/** Waits until no import is running: AWS runs one at a time for each account and region. */
import {type AppError, failure, type Outcome, success} from '../../../core/domain/app-error.ts';
import type {Job} from '../../../core/domain/job.ts';
import type {Gateway} from '../../../core/domain/ports.ts';
import {RUNNING_JOBS} from '../../../core/domain/query.ts';
import {durationOf} from '../../../core/text/format.ts';
import type {ImportOptions} from '../../args/import-options.ts';
import {type PlainHost, pause, sayAt} from '../shared/host.ts';
import {withRetry} from '../shared/with-retry.ts';

interface Slot {
  readonly gateway: Gateway;
  readonly options: ImportOptions;
  readonly host: PlainHost;
  readonly deadline?: number | undefined;
}

const timedOut = (ms: number): AppError => ({
  kind: 'import-running',
  what: 'The import was not started',
  why: `Another import was still running after ${durationOf(ms)}`,
  next: 'Allow more time with --timeout.',
  isTransient: false,
});

const waitingLine = ([job]: readonly Job[], now: number): string =>
  job === undefined
    ? 'Another import is running. Waiting for it to end.'
    : `Waiting for ${job.name} to end (running for ${durationOf(now - job.createdAt)}).`;

/** The name comes last: it is what is cut in a narrow terminal. */
const statusLine = ([job]: readonly Job[], now: number): string | undefined =>
  job && `Running for ${durationOf(now - job.createdAt)}: ${job.name}`;

/** Waits until `deadline` at most, if there is one. */
export const waitForSlot = async ({gateway, options, host, deadline}: Slot): Promise<Outcome<undefined>> => {
  const {clock} = host;
  let said: string | undefined;
  for (;;) {
    const running = await withRetry(signal => gateway.listJobs(RUNNING_JOBS, signal), host, options);
    if (!running.ok) return running;
    const {jobs} = running.value;
    if (jobs.length === 0 && said !== undefined) {
      host.progress(undefined);
      return success(undefined);
    }
    const line = waitingLine(jobs, clock.now());
    // Each job that is waited for gets a line, and a terminal a status line below it.
    const subject = jobs[0]?.arn ?? '';
    if (said !== subject && !options.isQuiet) sayAt(host, line);
    said = subject;
    if (!options.isQuiet) host.progress(statusLine(jobs, clock.now()));
    const left = (deadline ?? Number.POSITIVE_INFINITY) - clock.now();
    if (left <= 0) {
      host.progress(undefined);
      return failure(timedOut(options.timeoutMs ?? 0));
    }
    await pause(clock, Math.min(options.refreshMs, left), host.ended);
    if (host.ended.aborted) {
      host.progress(undefined);
      return failure({...timedOut(0), kind: 'cancelled'});
    }
  }
};
