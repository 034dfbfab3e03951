/** One case at one of the program's requests: brought about, seen on the screen, ended, and recovered from. */
import {expect} from 'vitest';
import type {AppError} from '../../src/core/domain/app-error.ts';
import {jobsOf, listFailure, loadOf, mainConnection} from '../../src/core/state/select.ts';
import {MINUTE} from '../support/jobs.ts';
import type {Case} from './cases.ts';
import {browse, createPlace, flat, type Held, isBusy, type Place, until, usualGateway} from './place.tsx';
import type {Verb} from './trouble.ts';

/** One of the requests that the program makes. */
export interface Call {
  readonly name: string;
  readonly verb: Verb;
  /** Prepares everything except the request itself. */
  readonly prepare: (place: Place) => Promise<void>;
  readonly provoke: (place: Place) => Promise<unknown>;
  /** The position of the row that the key selects, and the number of rows; absent if no key is pressed. */
  readonly selects?: (count: number) => number;
  /** When the program tries again by itself, if the request has failed. */
  readonly retryAt: (place: Place) => number | undefined;
}

export interface Cell {
  /** The failure that the program reports; absent if there is none. */
  readonly error: AppError | undefined;
  readonly text: string;
}

const SECOND = 1000;

/** With the selection at rest on a job that has ended. */
const settled = async (place: Place): Promise<void> => {
  await browse(place);
  await place.screen.say({kind: 'moved', motion: {kind: 'rows', by: 3}});
  await place.screen.clock.advance(SECOND);
  await until(() => place.answers('Get').length > 0, place.screen.frame);
};

const withRunningJob = async (place: Place): Promise<void> => {
  place.simulator.world.start({name: 'running-job', createdAt: place.screen.clock.now() - MINUTE});
  await settled(place);
};

const loadRetryAt = ({screen}: Place): number | undefined => {
  const load = loadOf(screen.state());
  return load.kind === 'failed' ? load.retryAt : undefined;
};

const tickRetryAt = ({screen}: Place): number => {
  const {runningPoll} = mainConnection(screen.state());
  return runningPoll.failure?.retryAt ?? runningPoll.startedAt + screen.state().settings.refreshMs;
};

const selectedRetryAt = ({screen}: Place): number | undefined => {
  const {details} = screen.state();
  const {selected = ''} = jobsOf(screen.state());
  const load = details.get(selected)?.load;
  return load?.kind === 'failed' ? load.retryAt : undefined;
};

export const CALLS: readonly Call[] = [
  {
    name: 'first page',
    verb: 'List',
    prepare: async () => {},
    provoke: ({screen}) => screen.say({kind: 'started'}),
    retryAt: loadRetryAt,
  },
  {
    name: 'next page',
    verb: 'List',
    prepare: settled,
    provoke: ({screen}) => screen.say({kind: 'moved', motion: {kind: 'last'}}),
    selects: count => count - 1,
    retryAt: loadRetryAt,
  },
  {
    name: 'running poll',
    verb: 'List',
    prepare: withRunningJob,
    provoke: ({screen}) => screen.clock.advance(5 * SECOND),
    retryAt: tickRetryAt,
  },
  {
    name: 'head poll',
    verb: 'List',
    prepare: settled,
    provoke: ({screen}) => screen.clock.advance(MINUTE),
    retryAt: ({screen}) => listFailure(screen.state())?.retryAt,
  },
  {
    name: 'detail',
    verb: 'Get',
    prepare: settled,
    provoke: async ({screen}) => {
      await screen.say({kind: 'moved', motion: {kind: 'rows', by: 1}});
      await screen.clock.advance(SECOND);
    },
    selects: () => 4,
    retryAt: selectedRetryAt,
  },
  {
    name: 'job that ended',
    verb: 'Get',
    prepare: withRunningJob,
    provoke: async ({screen, simulator}) => {
      const [arn = ''] = mainConnection(screen.state()).running.keys();
      simulator.world.finish(arn, 'Completed');
      await screen.clock.advance(5 * SECOND);
    },
    // If it has left the list of what is owed, the next running poll misses it again; otherwise it is asked about after a pause.
    retryAt: place =>
      tickRetryAt(place) + (mainConnection(place.screen.state()).vanished.length === 0 ? 0 : 10 * SECOND),
  },
];

const FIRST_WORDS = 60;
const begin = (text: string): string => flat(text).slice(0, FIRST_WORDS);

/** Where the call's failure stands on the screen, as one line of text. */
const told = async ({screen}: Place, call: Call): Promise<string> => {
  if (call.name !== 'detail') return flat(screen.frame());
  // The pane breaks it into lines beside those of the list.
  expect(screen.frame()).toMatch(/ Error {2,}\S/);
  await screen.say({kind: 'detail-opened'});
  const whole = flat(screen.frame());
  await screen.say({kind: 'stepped-back'});
  return whole;
};

/** The screen says what failed, and the errors view all of it. */
const expectTold = async (place: Place, {what, why, next, kind}: AppError, call: Call): Promise<void> => {
  const {screen} = place;
  // Of a job that AWS does not know, or that is asked about again with the next refresh, the errors view alone tells.
  const isQuiet = call.name === 'job that ended' && mainConnection(screen.state()).vanished.length === 0;
  if (isQuiet) expect(kind === 'not-found' || mainConnection(screen.state()).running.size > 0).toBe(true);
  else expect(await told(place, call)).toContain(begin(why).replace(/\.$/, ''));
  await screen.say({kind: 'errors-opened'});
  const whole = flat(screen.frame());
  for (const text of [what, why, next]) expect(whole).toContain(flat(text).replace(/[.!?]$/, ''));
  await screen.say({kind: 'stepped-back'});
};

const expectHealthy = ({screen, held}: Place, error: AppError | undefined): void => {
  expect(listFailure(screen.state())).toBeUndefined();
  expect(held().jobs.length).toBeGreaterThan(0);
  if (error) expect(flat(screen.frame())).not.toContain(begin(error.why));
  expect(screen.faults).toEqual([]);
};

/** After the failure has ended: waits for the retry, or presses the key. */
const recover = async (place: Place, call: Call, retryAt: number | undefined): Promise<void> => {
  const {screen, answers} = place;
  const before = answers(call.verb).length;
  if (retryAt === undefined) await screen.say({kind: 'refresh-asked'});
  else await screen.clock.advance(retryAt - screen.clock.now());
  // A retry for single jobs begins with the running poll that misses them.
  await until(() => answers(call.verb).length > before && !isBusy(place), screen.frame);
};

const soon = (call: Call, ms: number): string =>
  call.name === 'job that ended'
    ? `with ${ms < 8 * SECOND ? 'the next' : 'a later'} running poll`
    : `after ${Math.round(ms / SECOND)} s`;

/** What stays, and what happens next. */
const textOf = (call: Call, pause: number | undefined): string => {
  const kept = call.name === 'first page' ? 'shown in place of the rows' : 'rows stay';
  return `${kept}; ${pause === undefined ? '`r`' : soon(call, pause)}`;
};

/** What no failure leaves behind. */
const textWithout = (place: Place, call: Call, before: Pick<Held, 'jobs' | 'selected'>): string => {
  const {jobs, selected} = place.held();
  if (call.name === 'first page' && jobs.length === 0) {
    expect(place.screen.frame()).toContain('No jobs so far; AWS has more pages');
    return 'shown in place of the rows; `G` loads more';
  }
  expectHealthy(place, undefined);
  for (const arn of before.jobs) expect(jobs).toContain(arn);
  if (call.name !== 'first page') expect(selected).toBe(before.selected);
  return 'as usual';
};

/** What AWS does not know any more is asked about no more. */
const isForgotten = ({screen}: Place, call: Call, {kind}: AppError): boolean =>
  call.name === 'job that ended' && kind === 'not-found' && mainConnection(screen.state()).running.size === 0;

/** What must be before the person's eyes when the request has failed: all that was there before it was made. */
const expected = ({top, ...before}: Held, {selects}: Call): Partial<Held> & Pick<Held, 'jobs' | 'selected'> =>
  selects ? {...before, selected: before.jobs[selects(before.jobs.length)]} : {...before, top};

export const runCell = async (each: Case, call: Call): Promise<Cell> => {
  const {requestMs} = each;
  const place = await createPlace({gateway: url => usualGateway(url, requestMs === undefined ? {} : {requestMs})});
  const {screen, answers, held} = place;
  await call.prepare(place);
  await until(() => !isBusy(place), screen.frame);
  const asked = answers(call.verb).length;
  const before = expected(held(), call);
  const mend = await each.strike(place, call.verb);
  await call.provoke(place);
  await until(() => answers(call.verb).length > asked, screen.frame);
  await until(() => !isBusy(place) || answers(call.verb).some(outcome => !outcome.ok), screen.frame);
  await screen.clock.settle();
  const failed = answers(call.verb).find(outcome => !outcome.ok);
  if (!failed || failed.ok) {
    mend();
    return {error: undefined, text: textWithout(place, call, before)};
  }
  await expectTold(place, failed.error, call);
  expect(held()).toMatchObject(before);
  if (call.name !== 'first page') expect(before.jobs.length).toBeGreaterThanOrEqual(100);
  if (isForgotten(place, call, failed.error)) return {error: failed.error, text: 'rows stay; not asked about again'};
  const retryAt = call.retryAt(place);
  mend();
  const failedAt = screen.state().errors[0]?.at ?? 0;
  const pause = retryAt === undefined ? undefined : retryAt - failedAt;
  await recover(place, call, retryAt);
  expectHealthy(place, failed.error);
  if (call.name === 'next page') expect(held().jobs.length).toBeGreaterThan(before.jobs.length);
  return {error: failed.error, text: textOf(call, pause)};
};
