/** Runs the commands without a screen. Ink and React are never loaded. What only some commands need is loaded on demand. */
import {profileConflict} from '../../bedrock/profiles/profile-choice.ts';
import type {ActingOptions} from '../args/acting-options.ts';
import type {GetOptions} from '../args/get-options.ts';
import type {ListOptions} from '../args/list-options.ts';
import type {ReportOptions} from '../args/report-options.ts';
import type {WaitOptions} from '../args/wait-options.ts';
import type {WatchOptions} from '../args/watch-options.ts';
import type {DebugLog} from '../gateway/debug-log.ts';
import {readEnvironment} from '../process/environment.ts';
import {runGet} from './get/get.ts';
import {limitHeapGrowth} from './list/heap.ts';
import {runList} from './list/list.ts';
import type {PlainHost} from './shared/host.ts';
import {createProcessHost} from './shared/process-host.ts';
import {runWait} from './wait/wait.ts';

export type PlainOptions = ListOptions | GetOptions | WaitOptions | WatchOptions | ReportOptions | ActingOptions;

const run = async (options: PlainOptions, host: PlainHost): Promise<number> => {
  switch (options.kind) {
    case 'list':
      limitHeapGrowth();
      return runList(options, host);
    case 'get':
      return runGet(options, host);
    case 'wait':
      return runWait(options, host);
    case 'watch':
      return (await import('./watch/watch.ts')).runWatch(options, host);
    case 'report':
      limitHeapGrowth();
      return (await import('./report/report.ts')).runReport(options, host);
    default:
      return (await import('./acting.ts')).runActing(options, host);
  }
};

const LOCAL_FORMATS: readonly string[] = ['table', 'lines', 'text', 'markdown'];

/** Whether local time matters: a date was given, or times are printed for people. The other formats print UTC. */
const hasLocalTimes = (options: PlainOptions): boolean => {
  if (!('format' in options) || LOCAL_FORMATS.includes(options.format)) return true;
  const {after, before} = 'query' in options ? options.query : {};
  return [after, before, 'since' in options ? options.since : undefined].some(moment => moment !== undefined);
};

/** Warns if TZ has a value that Node does not understand. */
const warnOfZone = async (options: PlainOptions, host: PlainHost): Promise<void> => {
  const {TZ} = readEnvironment();
  if (TZ === undefined || options.isQuiet || !hasLocalTimes(options)) return;
  const {timeZoneProblem} = await import('../process/time-zone.ts');
  const [problem] = timeZoneProblem(TZ, host.clock.now()) ?? [];
  if (problem !== undefined) host.say(problem);
};

/** Resolves to the exit code. */
export const runPlain = async (options: PlainOptions, log: DebugLog | undefined): Promise<number> => {
  // Node would print its own warnings among the messages of the command.
  process.removeAllListeners('warning');
  const host = createProcessHost(log);
  await warnOfZone(options, host);
  const {target} = options;
  const conflict = target.kind === 'demo' ? undefined : profileConflict(target.profile, readEnvironment());
  if (conflict !== undefined && !options.isQuiet) host.say(`${conflict}.`);
  const code = await run(options, host);
  host.progress(undefined);
  return code;
};
