/** Prints events one after another, and runs the command of --exec for each. Events of failed jobs get the reason. */
import {errorText} from '../../../core/domain/error-text.ts';
import type {JobEvent} from '../../../core/domain/job-events.ts';
import type {Gateway} from '../../../core/domain/ports.ts';
import type {RetryLimits} from '../../../core/retry/retry.ts';
import {eventShape, eventText} from '../../../output/event-text.ts';
import type {WatchOptions} from '../../args/watch-options.ts';
import {originalEnvironment} from '../../process/environment.ts';
import {lookOf, type PlainHost, sayAt} from '../shared/host.ts';
import {withRetry} from '../shared/with-retry.ts';
import {createHookRunner} from './hook.ts';

export interface EventQueue {
  /** `knownReason`: the failure message, if it is known already; otherwise it is fetched. */
  add(event: JobEvent, knownReason: string | undefined): void;
  /** Resolves when all added events have been printed and their commands have ended. */
  idle(): Promise<void>;
  /** Ends a command that is still running. */
  kill(signal: NodeJS.Signals): void;
}

interface QueueParts {
  readonly options: WatchOptions;
  readonly host: PlainHost;
  readonly gateway: () => Gateway;
  /** Called when as many events as --limit allows have been printed. */
  readonly onLimit: () => void;
  /** Called for a bug in the program. */
  readonly onFault: (cause: unknown) => void;
}

/** An event is not delayed for longer than this to get the reason. */
const REASON_LIMITS: RetryLimits = {throttledMs: 60_000, otherMs: 30_000};

/** Why the job of an event failed, if AWS says so. */
const reasonOf = async ({kind, job}: JobEvent, {options, host, gateway}: QueueParts): Promise<string | undefined> => {
  if (kind !== 'failed') return undefined;
  const {isQuiet} = options;
  const retry = {retryLimits: REASON_LIMITS, isQuiet, say: (line: string) => sayAt(host, line)};
  const outcome = await withRetry(signal => gateway().getJob(job.arn, signal), host, retry);
  if (outcome.ok) return outcome.value.failureMessage;
  if (!host.ended.aborted && !isQuiet) sayAt(host, errorText(outcome.error));
  return undefined;
};

export const createEventQueue = (parts: QueueParts): EventQueue => {
  const {options, host, onLimit, onFault} = parts;
  const {hook, isQuiet, limit = Number.POSITIVE_INFINITY} = options;
  const runner = hook && createHookRunner(hook, originalEnvironment());
  let last: Promise<void> = Promise.resolve();
  let count = 0;

  const runHook = async (event: JobEvent, reason: string | undefined): Promise<void> => {
    const problem = await runner?.run(eventShape(event, reason));
    if (problem === undefined || isQuiet || host.ended.aborted) return;
    sayAt(host, `--exec: the command for the “${event.kind}” event of ${event.job.name} ${problem}.`);
  };

  const deliver = async (event: JobEvent, knownReason: string | undefined): Promise<void> => {
    if (host.ended.aborted || count >= limit) return;
    const reason = knownReason ?? (await reasonOf(event, parts));
    if (host.ended.aborted) return;
    count += 1;
    await host.print(eventText(event, reason, {...lookOf(host), format: options.format}));
    if (!host.ended.aborted) await runHook(event, reason);
    if (count >= limit) onLimit();
  };

  return {
    add: (event, knownReason) => {
      last = last.then(() => deliver(event, knownReason)).catch(onFault);
    },
    idle: async () => {
      for (let seen: Promise<void> | undefined; seen !== last; ) {
        seen = last;
        await seen;
      }
    },
    kill: signal => runner?.kill(signal),
  };
};
