/**
 * Prints events one after another, and runs the command of --exec for each. Events of failed jobs get the reason, which only the
 * other events of the same connection wait for.
 */
import {errorText} from '../../../core/domain/error-text.ts';
import type {JobEvent} from '../../../core/domain/job-events.ts';
import type {Gateway} from '../../../core/domain/ports.ts';
import type {RetryLimits} from '../../../core/retry/retry.ts';
import {type EventFacts, eventShape, eventText} from '../../../output/event-text.ts';
import type {WatchOptions} from '../../args/watch-options.ts';
import {originalEnvironment} from '../../process/environment.ts';
import type {Place} from '../shared/connections.ts';
import {lookOf, type PlainHost, sayAt} from '../shared/host.ts';
import {withRetry} from '../shared/with-retry.ts';
import {createHookRunner} from './hook.ts';

/** Where an event is from. */
export interface EventSource {
  readonly gateway: () => Gateway;
  /** With several connections. */
  readonly place?: (() => Place) | undefined;
  /** Prints a message about the connection. */
  readonly say: (line: string) => void;
}

export interface EventQueue {
  /** `knownReason`: the failure message, if it is known already; otherwise it is fetched. */
  add(event: JobEvent, knownReason: string | undefined, source: EventSource): void;
  /** Resolves when all added events have been printed and their commands have ended. */
  idle(): Promise<void>;
  /** Ends a command that is still running. */
  kill(signal: NodeJS.Signals): void;
}

interface QueueParts {
  readonly options: WatchOptions;
  readonly host: PlainHost;
  /** Called when as many events as --limit allows have been printed. */
  readonly onLimit: () => void;
  /** Called for a bug in the program. */
  readonly onFault: (cause: unknown) => void;
}

/** An event is not delayed for longer than this to get the reason. */
const REASON_LIMITS: RetryLimits = {throttledMs: 60_000, otherMs: 30_000};

/** Why the job of an event failed, if AWS says so. */
const reasonOf = async (
  {kind, job}: JobEvent,
  {gateway, say: sayThere}: EventSource,
  {options, host: shared}: QueueParts,
): Promise<string | undefined> => {
  if (kind !== 'failed') return undefined;
  const {isQuiet} = options;
  const host = {...shared, say: sayThere};
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
  /** The end of what was added: all of it, and of each connection. */
  let last: Promise<void> = Promise.resolve();
  const lastOf = new Map<EventSource, Promise<void>>();
  let count = 0;
  const isOver = (): boolean => host.ended.aborted || count >= limit;

  const runHook = async (event: JobEvent, facts: EventFacts): Promise<void> => {
    const problem = await runner?.run(eventShape(event, facts));
    if (problem === undefined || isQuiet || host.ended.aborted) return;
    sayAt(host, `--exec: the command for the “${event.kind}” event of ${event.job.name} ${problem}.`);
  };

  const deliver = async (event: JobEvent, facts: EventFacts): Promise<void> => {
    if (isOver()) return;
    count += 1;
    await host.print(eventText(event, facts, {...lookOf(host), format: options.format}));
    if (!host.ended.aborted) await runHook(event, facts);
    if (count >= limit) onLimit();
  };

  const take = async (event: JobEvent, knownReason: string | undefined, source: EventSource): Promise<void> => {
    if (isOver()) return;
    const failureMessage = knownReason ?? (await reasonOf(event, source, parts));
    last = last.then(() => deliver(event, {failureMessage, ...source.place?.()}));
    await last;
  };

  return {
    add: (event, knownReason, source) => {
      const before = lastOf.get(source) ?? Promise.resolve();
      lastOf.set(source, before.then(() => take(event, knownReason, source)).catch(onFault));
    },
    idle: async () => {
      for (let seen: readonly Promise<void>[] = []; [...lastOf.values()].some((each, i) => each !== seen[i]); ) {
        seen = [...lastOf.values()];
        await Promise.all(seen);
      }
    },
    kill: signal => runner?.kill(signal),
  };
};
