/** The watch command: an event for each change, until a signal, the limit, or a failure that retrying does not fix. */
import type {WatchOptions} from '../../args/watch-options.ts';
import {originalEnvironment} from '../../process/environment.ts';
import {EXIT_CODES, exitCodeOf} from '../../process/exit-codes.ts';
import {type NamedGateway, openNamed} from '../shared/connections.ts';
import type {PlainHost} from '../shared/host.ts';
import {inTurns} from '../shared/turns.ts';
import {finalLine} from '../shared/with-retry.ts';
import {createEventQueue, type EventQueue} from './event-queue.ts';
import {hookProblem} from './hook.ts';
import {type End, type Parts, type Shared, watchConnection} from './watch-connection.ts';
import {readHistory} from './watch-history.ts';

type Ends = Set<End>;

const newEnd = (ends: Ends): End => {
  const end: End = {stop: () => {}};
  ends.add(end);
  return end;
};

/** How long the command of --exec gets to end after a signal, before it is killed. */
const HOOK_GRACE_MS = 2_000;

const whenAborted = (signal: AbortSignal): Promise<void> =>
  new Promise(resolve => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), {once: true});
  });

/** Waits until all events have been handled. If a signal has ended the command or does so now, --exec's command is ended too. */
const drainQueue = async ({queue, host}: {readonly queue: EventQueue; readonly host: PlainHost}): Promise<void> => {
  await Promise.race([queue.idle(), whenAborted(host.ended)]);
  if (!host.ended.aborted) return;
  queue.kill('SIGTERM');
  await Promise.race([queue.idle(), new Promise<void>(resolve => host.clock.after(HOOK_GRACE_MS, resolve))]);
  queue.kill('SIGKILL');
};

/** Runs `watch` with a queue for its events. Resolves to the exit code once all events have been handled. */
const withQueue = async (parts: Parts, watch: (shared: Shared, ends: Ends) => Promise<number>): Promise<number> => {
  const {options, host} = parts;
  let fail: (cause: unknown) => void = () => {};
  const fault = new Promise<never>((_, reject) => {
    fail = reject;
  });
  const onFault = (cause: unknown) => fail(cause);
  const ends: Ends = new Set();
  const onLimit = () => {
    for (const end of ends) end.stop(EXIT_CODES.ok);
  };
  const queue = createEventQueue({options, host, onLimit, onFault});
  const code = await Promise.race([watch({...parts, queue, onFault}, ends), fault]);
  await drainQueue({queue, host});
  return host.ended.aborted ? host.endCode() : code;
};

const watchOne = async (parts: Parts): Promise<number> => {
  const {options, host} = parts;
  const first = await host.openGateway(options);
  const history = await readHistory(first, options, host);
  if (host.ended.aborted) return host.endCode();
  if (!history.ok) {
    host.say(finalLine(history.error, host));
    return exitCodeOf(history.error);
  }
  return withQueue(parts, (shared, ends) => {
    const open = () => host.openGateway(options);
    return watchConnection(shared, {target: options.target, first, open, history: history.value}, newEnd(ends));
  });
};

/** Two profiles of one account tell of the same events. */
const withoutRepeats = (queue: EventQueue): EventQueue => {
  const seen = new Set<string>();
  return {
    ...queue,
    add: (event, knownReason, source) => {
      const key = `${event.kind} ${event.job.arn}`;
      if (seen.has(key)) return;
      seen.add(key);
      queue.add(event, knownReason, source);
    },
  };
};

/** Watches one of several connections, and says by its name what is wrong with it. */
const watchNamed = async (shared: Shared, connection: NamedGateway, end: End): Promise<number> => {
  const {target, gateway, place, say, turns} = connection;
  const {options} = shared;
  const host = {...shared.host, say};
  const history = await readHistory(gateway, {...options, turns}, host);
  if (host.ended.aborted) return host.endCode();
  if (!history.ok) {
    say(finalLine(history.error, host));
    return exitCodeOf(history.error);
  }
  const open = async () => inTurns(await connection.reopen(), turns);
  const watched = {target, first: inTurns(gateway, turns), open, place, history: history.value};
  return watchConnection({...shared, host}, watched, end);
};

/** Each connection on its own, until all have given up or something ends the command. The exit code is that of the first that failed. */
const watchSeveral = async (parts: Parts): Promise<number> => {
  const connections = await openNamed(parts.options, parts.host);
  return withQueue(parts, async (given, ends) => {
    const shared = {...given, queue: withoutRepeats(given.queue)};
    const codes = await Promise.all(connections.map(connection => watchNamed(shared, connection, newEnd(ends))));
    return codes.find(code => code !== EXIT_CODES.ok) ?? EXIT_CODES.ok;
  });
};

/** Resolves to the exit code. */
export const runWatch = async (options: WatchOptions, host: PlainHost): Promise<number> => {
  const problem = options.hook && hookProblem(options.hook, originalEnvironment());
  if (problem !== undefined) {
    host.say(problem);
    return EXIT_CODES.usage;
  }
  return options.targets.length > 1 ? watchSeveral({options, host}) : watchOne({options, host});
};
