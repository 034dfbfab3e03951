/** Whatever a person, AWS and time do, in whatever order: what the list promises holds after each step. */
import fc from 'fast-check';
import {expect, it} from 'vitest';
import {timersFor} from '../../../src/core/app/timers.ts';
import {failure} from '../../../src/core/domain/app-error.ts';
import type {Job} from '../../../src/core/domain/job.ts';
import {DEFAULT_QUERY, matches, type Query, requestOf} from '../../../src/core/domain/query.ts';
import {SORT_COLUMNS} from '../../../src/core/jobs/job-list.ts';
import {QUERY_FIELD_IDS, type QueryFieldId} from '../../../src/core/jobs/query-fields.ts';
import type {Message, Motion} from '../../../src/core/state/message.ts';
import {
  contextOf,
  feedOf,
  jobsOf,
  loadOf,
  mainConnection,
  mainSlice,
  narrowOf,
  rowsOf,
  screenOf,
  visibleRows,
} from '../../../src/core/state/select.ts';
import {commandOf} from '../../../src/keys/keymap/commands.ts';
import {createDefaultKeymap} from '../../../src/keys/keymap/default-bindings.ts';
import {createFakeAws, type FakeAws, oops} from '../../support/fake-aws.ts';
import {jobAt} from '../../support/jobs.ts';
import {createProgram, type Program} from '../../support/program.ts';

/** What happens next: somebody does something, or the world moves on. */
type Event =
  | {readonly kind: 'said'; readonly message: Message}
  | {readonly kind: 'typed'; readonly text: string}
  | {readonly kind: 'form'; readonly field: QueryFieldId; readonly value: string}
  | {readonly kind: 'passed'; readonly ms: number}
  | {readonly kind: 'created'; readonly status: string}
  | {readonly kind: 'ended'; readonly nth: number; readonly status: string}
  | {readonly kind: 'failing'; readonly times: number; readonly error: Parameters<typeof oops>[0]}
  | {readonly kind: 'slow'; readonly ms: number};

const one = fc.constantFrom<1 | -1>(1, -1);
const motion = fc.oneof<fc.Arbitrary<Motion>[]>(
  fc.record({kind: fc.constant('rows'), by: fc.integer({min: -40, max: 40})}),
  fc.record({kind: fc.constantFrom('pages', 'half-pages'), by: one}),
  fc.record({kind: fc.constantFrom('first', 'last')}),
);
const FINDING = ['search-opened', 'search-submitted', 'status-cycled', 'order-reversed', 'load-all-asked'] as const;
const LOOKING = [
  'stepped-back',
  'detail-opened',
  'raw-toggled',
  'help-opened',
  'errors-opened',
  'reasons-opened',
] as const;
const WATCHING = ['refresh-asked', 'refresh-asked', 'pause-toggled'] as const;
const SIZES = ['120x36', '80x24', '60x15', '30x8', '200x50'].map(size => size.split('x').map(Number));
const message = fc.oneof<fc.MaybeWeightedArbitrary<Message>[]>(
  {weight: 4, arbitrary: fc.record({kind: fc.constant('moved'), motion})},
  {weight: 6, arbitrary: fc.constantFrom(...FINDING, ...LOOKING, ...WATCHING).map(kind => ({kind}))},
  fc.record({kind: fc.constantFrom('search-recalled', 'period-changed'), by: one}),
  fc.record({kind: fc.constant('sorted'), by: fc.constantFrom(...SORT_COLUMNS)}),
  fc.record({kind: fc.constant('focus-changed'), hasFocus: fc.boolean()}),
  fc.constantFrom(...SIZES).map(([columns = 0, rows = 0]) => ({kind: 'resized', columns, rows})),
);
const TEXTS = ['', 'a', 'job', 'alpha', 'a_', '-7'];
const VALUES = ['any', 'Failed', 'InProgress', 'job', '1d', '20h', '2026-11-23T00:00Z', 'Ascending', '5', '100', ''];
const ERRORS = [{}, {kind: 'throttled'}, {kind: 'access', isTransient: false}] as const;
const event = fc.oneof<fc.MaybeWeightedArbitrary<Event>[]>(
  {weight: 8, arbitrary: message.map(said => ({kind: 'said', message: said}))},
  {weight: 2, arbitrary: fc.constantFrom(...TEXTS).map(text => ({kind: 'typed', text}))},
  fc.record({kind: fc.constant('form'), field: fc.constantFrom(...QUERY_FIELD_IDS), value: fc.constantFrom(...VALUES)}),
  {weight: 5, arbitrary: fc.constantFrom(1, 200, 300, 1000, 5000, 61_000).map(ms => ({kind: 'passed', ms}))},
  {
    weight: 2,
    arbitrary: fc.constantFrom('InProgress', 'InProgress', 'Failed').map(status => ({kind: 'created', status})),
  },
  {
    weight: 2,
    arbitrary: fc.record({kind: fc.constant('ended'), nth: fc.nat(5), status: fc.constantFrom('Completed', 'Failed')}),
  },
  fc.record({kind: fc.constant('failing'), times: fc.integer({min: 1, max: 4}), error: fc.constantFrom(...ERRORS)}),
  fc.constantFrom(0, 30, 400, 3000).map(ms => ({kind: 'slow', ms})),
);

interface World {
  readonly program: Program;
  readonly aws: FakeAws;
  /** Requests for lists, and for single jobs, that nobody has taken back and AWS has yet to answer. */
  readonly inFlight: {lists: number; gets: number};
  slowness: number;
}

/** AWS in memory, in which each page begins with the last jobs of the page before. */
const createShiftingAws = (jobs: readonly Job[], overlap: number): FakeAws => {
  const aws = createFakeAws(jobs);
  const {answer} = aws;
  aws.answer = request => {
    const page = answer(request);
    const all = answer({...request, token: undefined, pageSize: 10_000}).jobs;
    const from = all.findIndex(job => job.arn === request.token) + 1;
    return {...page, jobs: [...all.slice(Math.max(0, from - overlap), from), ...page.jobs]};
  };
  return aws;
};

/** AWS answers as things were when it was asked, but some time later; a cancelled request is never answered. */
const createWorld = async ({count, slowness, overlap, ...query}: Start): Promise<World> => {
  const aws = createShiftingAws(historyOf(count), overlap);
  const {listJobs, getJob} = aws;
  const inFlight: World['inFlight'] = {lists: 0, gets: 0};
  const late = <T>(answer: Promise<T>, signal: AbortSignal, done: () => void): Promise<T> =>
    new Promise(resolve => {
      signal.addEventListener('abort', () => done());
      const cancel = program.clock.after(world.slowness, () => {
        done();
        resolve(answer);
      });
      signal.addEventListener('abort', cancel);
    });
  aws.listJobs = (request, signal) => {
    inFlight.lists += 1;
    return late(listJobs(request, signal), signal, () => {
      inFlight.lists -= 1;
    });
  };
  aws.getJob = (arn, signal) => {
    inFlight.gets += 1;
    const error = aws.failures.shift();
    return late(error ? Promise.resolve(failure(error)) : getJob(arn, signal), signal, () => {
      inFlight.gets -= 1;
    });
  };
  const program = createProgram({gateway: aws, query: {...DEFAULT_QUERY, ...query}});
  const world: World = {program, aws, inFlight, slowness};
  await program.say({kind: 'started'});
  return world;
};

const KEYMAP = createDefaultKeymap();

/** Messages that come from no key. */
const KEYLESS: readonly Message['kind'][] = ['resized', 'focus-changed'];

/** What no key can say here is not said. */
const canBeSaid = ({program}: World, {kind}: Message): boolean => {
  const state = program.state();
  const bound: readonly Message['kind'][] = [...KEYMAP.boundIn(contextOf(state)).keys()].map(
    id => commandOf(id).message(state).kind,
  );
  return KEYLESS.includes(kind) || bound.includes(kind);
};

const say = async (world: World, ...messages: readonly Message[]): Promise<void> => {
  for (const said of messages) if (canBeSaid(world, said)) await world.program.say(said);
};

const created = async ({program, aws}: World, status: string): Promise<void> => {
  // No two jobs were ever created in the same millisecond.
  await program.clock.advance(1);
  const createdAt = program.clock.now();
  const endedAt = status === 'InProgress' ? undefined : createdAt;
  aws.jobs.unshift(jobAt(aws.jobs.length + 1, {status, createdAt, modifiedAt: createdAt, endedAt}));
};

const ended = ({program, aws}: World, nth: number, status: string): void => {
  const running = aws.jobs.filter(job => job.status === 'InProgress');
  const job = running[nth % Math.max(1, running.length)];
  if (!job) return;
  const at = program.clock.now();
  const over = {...job, status, endedAt: at, modifiedAt: at};
  aws.jobs = aws.jobs.map(other => (other === job ? over : other));
};

const happen = async (world: World, next: Event): Promise<void> => {
  const {program, aws} = world;
  switch (next.kind) {
    case 'said':
      return say(world, next.message);
    case 'typed':
      await say(world, {kind: 'search-opened'});
      if (contextOf(program.state()) === 'search') await program.say({kind: 'search-edited', text: next.text});
      return;
    case 'form':
      if (contextOf(program.state()) !== 'list') return;
      await say(world, {kind: 'filters-opened'});
      await program.say({kind: 'filters-edited', field: next.field, value: next.value}, {kind: 'filters-submitted'});
      return;
    case 'passed':
      return program.clock.advance(next.ms);
    case 'created':
      return created(world, next.status);
    case 'ended':
      return ended(world, next.nth, next.status);
    case 'failing':
      aws.failures.push(...Array.from({length: next.times}, () => oops(next.error)));
      return;
    case 'slow':
      world.slowness = next.ms;
      return;
  }
};

/** What holds after each step. */
const check = ({program, inFlight}: World): void => {
  const state = program.state();
  const {items: jobs} = rowsOf(state);
  expect(program.faults).toEqual([]);
  expect(new Set(jobs.map(job => job.arn)).size, 'no job twice').toBe(jobs.length);
  if (jobs.length > 0 && screenOf(state) !== 'too-small') {
    expect(
      visibleRows(state).items.map(job => job.arn),
      'the selected job is in view',
    ).toContain(jobsOf(state).selected);
  }
  const asked = [
    loadOf(state).kind === 'loading',
    mainConnection(state).runningPoll.request,
    mainSlice(state).headPoll.request,
    [...(state.reading?.parts.values() ?? [])].some(({listing}) => listing !== undefined),
  ].filter(Boolean);
  expect(inFlight.lists, 'one list request for each purpose, and none that nobody waits for').toBe(asked.length);
  const kinds = timersFor(state).map(timer => timer.message.kind);
  expect(new Set(kinds).size, `one timer of a kind: ${kinds}`).toBe(kinds.length);
  expect(program.clock.pending() - inFlight.lists - inFlight.gets, `the timers that run: ${kinds}`).toBe(kinds.length);
};

/** Everything that failed is tried again, everything is loaded, and some minutes pass. */
const settle = async (world: World): Promise<void> => {
  const {program, aws} = world;
  world.slowness = 0;
  aws.failures.length = 0;
  while (program.state().overlays.length > 0) await program.say({kind: 'stepped-back'});
  if (program.state().isPaused) await program.say({kind: 'pause-toggled'});
  await program.say({kind: 'resized', columns: 120, rows: 36}, {kind: 'focus-changed', hasFocus: true});
  await program.clock.advance(61_000);
  await program.say({kind: 'refresh-asked'});
  await program.clock.advance(130_000);
  await program.say({kind: 'load-all-asked'});
  await program.clock.advance(130_000);
};

/** All is loaded: the rows are what AWS would answer, and perhaps some whose status has changed since. */
const checkComplete = ({program, aws}: World): void => {
  const state = program.state();
  expect(feedOf(state).nextToken).toBeUndefined();
  expect(loadOf(state).kind).toBe('idle');
  const truth = new Map(aws.jobs.map(job => [job.arn, job]));
  const shown = new Map(rowsOf(state).items.map(job => [job.arn, job.status]));
  const answer = aws.answer({...requestOf(jobsOf(state).query), pageSize: 10_000}).jobs;
  const wanted = answer.filter(job => job.name.includes(narrowOf(state)));
  expect(
    wanted.filter(job => !shown.has(job.arn)).map(job => job.name),
    'no job is missing',
  ).toEqual([]);
  for (const [arn, status] of shown) {
    const job = truth.get(arn);
    expect(job && matches({...jobsOf(state).query, status: undefined}, job), `${arn} matches`).toBe(true);
    expect(status, `the status of ${arn}`).toBe(job?.status);
  }
};

const NAMES = ['job', 'alpha-job', 'beta_7', 'a'];
const STATUSES = ['InProgress', 'Completed', 'Failed', 'InProgress', 'Completed', 'Stopped', 'Completed'];

interface Start extends Pick<Query, 'status' | 'order' | 'pageSize'> {
  readonly count: number;
  readonly slowness: number;
  /** Jobs of the page before that AWS tells again: pages shift while jobs are created. */
  readonly overlap: number;
}
const start: fc.Arbitrary<Start> = fc.record({
  count: fc.oneof(fc.integer({min: 0, max: 3}), fc.integer({min: 0, max: 70})),
  pageSize: fc.constantFrom(1, 5, 20, 30, 100),
  status: fc.constantFrom(undefined, undefined, 'Failed', 'Completed', 'InProgress'),
  order: fc.constantFrom('Descending', 'Ascending'),
  slowness: fc.constantFrom(0, 0, 400, 3000),
  overlap: fc.integer({min: 0, max: 3}),
});

const historyOf = (count: number): readonly Job[] =>
  Array.from({length: count}, (_, i) => {
    const n = count - i;
    const status = STATUSES[i] ?? 'Completed';
    const endedAt = status === 'InProgress' ? undefined : jobAt(n).endedAt;
    return jobAt(n, {status, name: `${NAMES[i % 4]}-${n}`, endedAt});
  });

const run = async (given: Start, events: readonly Event[]): Promise<void> => {
  const world = await createWorld(given);
  check(world);
  for (const next of events) {
    await happen(world, next);
    check(world);
  }
  await settle(world);
  check(world);
  checkComplete(world);
  world.program.stop();
};

/** What was found by chance once. */
const EXAMPLES: [Start, Event[]][] = [
  [
    // A job that ends while a search has laid its list aside.
    {count: 1, pageSize: 20, status: 'InProgress', order: 'Descending', slowness: 0, overlap: 0},
    [
      {kind: 'passed', ms: 1},
      {kind: 'typed', text: 'job'},
      {kind: 'ended', nth: 0, status: 'Completed'},
      {kind: 'passed', ms: 5000},
    ],
  ],
];

it('the list keeps its promises', async () => {
  const events = fc.array(event, {maxLength: 30, size: 'max'});
  await fc.assert(fc.asyncProperty(start, events, run), {numRuns: 200, examples: EXAMPLES});
}, 60_000);

it('a look that reads on over pages that shift brings each job once', async () => {
  const given: Start = {count: 1, pageSize: 1, status: undefined, order: 'Descending', slowness: 0, overlap: 1};
  await run(given, [{kind: 'created', status: 'Failed'}]);
});
