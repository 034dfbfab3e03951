/** Whatever is chosen, in whatever order the answers come: nothing of an account that was left is anywhere in the state. */
import fc from 'fast-check';
import {expect, it} from 'vitest';
import {success} from '../../../src/core/domain/app-error.ts';
import type {Model} from '../../../src/core/domain/model.ts';
import {awsSettings, type Target, type TargetId} from '../../../src/core/domain/target.ts';
import {currentArn} from '../../../src/core/screens/rows.ts';
import type {Message} from '../../../src/core/state/message.ts';
import {contextOf, jobsOf, rowsOf} from '../../../src/core/state/select.ts';
import type {State} from '../../../src/core/state/state.ts';
import {commandOf} from '../../../src/keys/keymap/commands.ts';
import {createDefaultKeymap} from '../../../src/keys/keymap/default-bindings.ts';
import {type Accounts, accountNumber, jobOf, OWN_REGION, placesOf, startAccounts} from '../../support/accounts.ts';
import {filled, REVIEWED, submittedWith, TYPED} from '../../support/import-form.ts';
import {keyMessage, modelAt} from '../../support/models.ts';

type Place = {readonly profile: string; readonly region: string};

type Event =
  | {readonly kind: 'chosen'; readonly of: 'profiles' | 'regions'; readonly names: readonly string[]}
  | {readonly kind: 'pressed'; readonly messages: readonly Message['kind'][]}
  | {readonly kind: 'paged'}
  | {readonly kind: 'passed'; readonly ms: number}
  | {readonly kind: 'slow'; readonly ms: number}
  | {readonly kind: 'ended'; readonly status: string}
  /** Keys of models, tags and imports. */
  | {readonly kind: 'typed'; readonly keys: readonly string[]}
  /** A form of an import is filled in, and its checklist confirmed if `isSent`. */
  | {readonly kind: 'imported'; readonly isSent: boolean}
  /** Answers to all requests that were taken back arrive after all. */
  | {readonly kind: 'stray'};

const names = (...all: readonly string[]) => fc.uniqueArray(fc.constantFrom(...all), {minLength: 1, maxLength: 3});
const chosen = fc.oneof<fc.Arbitrary<Event>[]>(
  names('dev', 'prod', 'test').map(some => ({kind: 'chosen', of: 'profiles', names: some})),
  names('us-east-1', 'eu-central-1').map(some => ({kind: 'chosen', of: 'regions', names: some})),
);
const PRESSES: readonly (readonly Message['kind'][])[] = [
  ['detail-opened'],
  ['raw-toggled'],
  ['attempts-opened'],
  ['reasons-opened'],
  ['events-opened'],
  ['copy-opened'],
  ['mark-toggled'],
  ['compared'],
  ['ending-opened'],
  ['load-all-asked'],
  ['status-cycled'],
  ['refresh-asked'],
  ['stepped-back'],
  ['overlays-closed'],
  ['moved', 'moved'],
  ['mark-toggled', 'moved', 'compared'],
  ['search-opened'],
  ['search-opened', 'search-submitted'],
];
const TYPED_KEYS: readonly (readonly string[])[] = [
  ['2'],
  ['2', 'enter'],
  ['2', 'y'],
  ['2', 'J'],
  ['2', '/'],
  ['2', 'D'],
  ['2', 'enter', 'enter'],
  ['t'],
  ['t', 'a'],
  ['t', 'x'],
  ['I'],
  ['i'],
  ['1'],
  ['2', 't', 'a'],
  ['2', 'F'],
  ['2', 'o'],
  ['2', 'L'],
  [']'],
  ['esc'],
  ['r'],
];
const event = fc.oneof<fc.MaybeWeightedArbitrary<Event>[]>(
  {weight: 5, arbitrary: chosen},
  {weight: 6, arbitrary: fc.constantFrom(...PRESSES).map(messages => ({kind: 'pressed', messages}))},
  fc.constant({kind: 'paged'}),
  {weight: 4, arbitrary: fc.constantFrom(1, 200, 400, 3000, 61_000).map(ms => ({kind: 'passed', ms}))},
  fc.constantFrom(0, 100, 5000, Number.POSITIVE_INFINITY).map(ms => ({kind: 'slow', ms})),
  fc.constantFrom('Completed', 'Failed').map(status => ({kind: 'ended', status})),
  {weight: 2, arbitrary: fc.constant({kind: 'stray'})},
  {weight: 5, arbitrary: fc.constantFrom(...TYPED_KEYS).map(keys => ({kind: 'typed', keys}))},
  {weight: 2, arbitrary: fc.boolean().map(isSent => ({kind: 'imported', isSent}))},
);

const KEYMAP = createDefaultKeymap();

/** The message as its key would say it now; undefined if no key does. */
const asPressed = (state: State, kind: Message['kind']): Message | undefined => {
  const commands = [...KEYMAP.boundIn(contextOf(state)).keys()].map(commandOf);
  const command = commands.find(each => each.message(state).kind === kind);
  return command && command.refusal?.(state) === undefined ? command.message(state) : undefined;
};

const placeOf = (target: Target): Place => {
  const {profile = 'default', region = OWN_REGION} = awsSettings(target);
  return {profile, region};
};

/** Every text anywhere in a value, keys of maps included. */
const textsIn = (value: unknown, seen = new Set<unknown>()): readonly string[] => {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null || seen.has(value)) return [];
  seen.add(value);
  const parts = value instanceof Map || value instanceof Set ? [...value] : Object.values(value);
  return parts.flatMap(part => textsIn(part, seen));
};

const expectOwnOnly = (state: State) => {
  const own = new Set(
    [...state.connections.values()].map(({target}) => {
      const {profile, region} = placeOf(target);
      return `arn:aws:bedrock:${region}:${accountNumber(profile)}`;
    }),
  );
  const {settings: _, errors: __, ...rest} = state;
  const arns = textsIn(rest).flatMap(text => text.match(/arn:aws:bedrock:[^:]*:\d{12}/g) ?? []);
  expect(arns.filter(arn => !own.has(arn))).toEqual([]);
  expect([...jobsOf(state).slices.keys()]).toEqual([...state.connections.keys()]);
  const rows = rowsOf(state);
  const {selected} = jobsOf(state);
  if (rows.count > 0) expect(rows.indexOf(selected)).toBeGreaterThanOrEqual(0);
};

interface Stray {
  readonly id: number;
  readonly target: TargetId;
  readonly place: Place;
}

/** The models of a place. */
const modelsOf = (place: Place): readonly Model[] =>
  [2, 1].map(n =>
    modelAt(n, {arn: jobOf(place, n).arn.replace('model-import-job', 'imported-model'), name: `${place.profile}-${n}`}),
  );

const TYPED_IMPORT = {
  ...TYPED,
  subnetIds: [],
  securityGroupIds: [],
  jobTags: [],
  modelTags: [],
  clientRequestToken: 'token-1',
};

/** Each kind of answer that a request with this id may have waited for. */
const answersTo = ({id, target, place}: Stray): readonly Message[] => {
  const jobs = [7, 6].map(n => jobOf(place, n, {status: 'InProgress', endedAt: undefined}));
  const base = {id, target, jitter: 0} as const;
  const input = {sortBy: 'CreationTime', order: 'Descending', pageSize: 100} as const;
  const [job = jobOf(place, 7)] = jobs;
  const [model = modelAt(1)] = modelsOf(place);
  const detail = {...job, subnetIds: [], securityGroupIds: [], raw: job.arn};
  return [
    {kind: 'answered', operation: 'listJobs', input, outcome: success({jobs, nextToken: job.arn}), ...base},
    {kind: 'answered', operation: 'getJob', input: job.arn, outcome: success(detail), ...base},
    {kind: 'answered', operation: 'listModels', input, outcome: success({models: modelsOf(place)}), ...base},
    {kind: 'answered', operation: 'getModel', input: model.arn, outcome: success({...model, raw: model.arn}), ...base},
    {kind: 'answered', operation: 'createJob', input: TYPED_IMPORT, outcome: success({arn: job.arn}), ...base},
    {kind: 'answered', operation: 'listTags', input: job.arn, outcome: success([{key: 'a', value: job.arn}]), ...base},
    {kind: 'connected', outcome: success(place), ...base},
    {kind: 'retried', id, attempt: {number: 2, max: 3}},
  ];
};

const choose = async ({program}: Accounts, {of, names: some}: Extract<Event, {kind: 'chosen'}>) => {
  await program.say({kind: 'choose-opened', of});
  for (const text of some) await program.say({kind: 'choice-edited', text}, {kind: 'choice-marked'});
  await program.say({kind: 'choice-used'});
};

const run = async (events: readonly Event[]) => {
  const accounts = await startAccounts({
    settings: {hasNotifications: true},
    models: modelsOf,
    jobs: place => [
      jobOf(place, 9, {status: 'InProgress', endedAt: undefined}),
      ...Array.from({length: 110}, (_, i) => jobOf(place, 8 - i, {status: i % 5 === 0 ? 'Failed' : 'Completed'})),
    ],
  });
  const {program} = accounts;
  const strays: Stray[] = [];
  for (const next of events) {
    const before = program.state();
    if (next.kind === 'chosen') await choose(accounts, next);
    if (next.kind === 'paged') await program.say({kind: 'moved', motion: {kind: 'pages', by: 2}});
    if (next.kind === 'passed') await program.clock.advance(next.ms);
    if (next.kind === 'slow') accounts.slowness = next.ms;
    if (next.kind === 'ended') {
      for (const account of accounts.opened) {
        account.jobs = account.jobs.map((job, i) =>
          i === 0 ? {...job, status: next.status, endedAt: job.createdAt} : job,
        );
      }
    }
    if (next.kind === 'typed') {
      for (const key of next.keys) {
        const message = keyMessage(program.state(), key);
        if (message) await program.say(message);
      }
    }
    if (next.kind === 'imported') {
      await program.say({kind: 'overlays-closed'}, ...filled(), REVIEWED);
      if (next.isSent) await program.say(submittedWith('token-1'));
    }
    if (next.kind === 'pressed') {
      for (const kind of next.messages) {
        const message = asPressed(program.state(), kind);
        if (message) await program.say(message);
      }
    }
    for (const [id, {target}] of before.inFlight) {
      const former = before.connections.get(target);
      if (former && !program.state().connections.has(target)) strays.push({id, target, place: placeOf(former.target)});
    }
    if (next.kind === 'stray') await program.say(...strays.flatMap(answersTo));
    expectOwnOnly(program.state());
  }
  expect(program.faults).toEqual([]);
  // Once everything has been answered, each connection has its own rows.
  accounts.slowness = 0;
  await program.say({kind: 'overlays-closed'}, {kind: 'refresh-asked'});
  await program.clock.advance(120_000);
  expectOwnOnly(program.state());
  program.stop();
};

/** The cursor of a list that lies over the screen is on a job of an account that is left. */
const CURSOR_ON_ANOTHER: readonly Event[] = [
  {kind: 'ended', status: 'Completed'},
  {kind: 'pressed', messages: ['events-opened']},
  {kind: 'passed', ms: 61_000},
  {kind: 'pressed', messages: ['moved', 'moved']},
  {kind: 'chosen', of: 'regions', names: ['eu-central-1']},
];

it('nothing of another account is ever seen', async () => {
  await fc.assert(fc.asyncProperty(fc.array(event, {maxLength: 20, size: 'max'}), run), {
    numRuns: 60,
    examples: [[CURSOR_ON_ANOTHER]],
  });
}, 60_000);

it('ten choices in quick succession end at the last one, with its rows alone', async () => {
  const choices = fc.array(fc.tuple(names('dev', 'prod', 'test'), fc.constantFrom(0, 30, 100, 400)), {
    minLength: 10,
    maxLength: 10,
  });
  await fc.assert(
    fc.asyncProperty(choices, fc.constantFrom(50, 300, 1000), async (all, slowness) => {
      const accounts = await startAccounts();
      const {program} = accounts;
      accounts.slowness = slowness;
      for (const [some, pause] of all) {
        await choose(accounts, {kind: 'chosen', of: 'profiles', names: some});
        expectOwnOnly(program.state());
        await program.clock.advance(pause);
        expectOwnOnly(program.state());
      }
      await program.clock.advance(5000);
      const state = program.state();
      const [last = []] = all.at(-1) ?? [];
      expect(placesOf(state)).toEqual(last.map(profile => `${profile}/-`));
      for (const {feed} of jobsOf(state).slices.values()) expect(feed.items).toHaveLength(3);
      expect(rowsOf(state).items[0]?.name).toBe(`${last[0]}-us-east-1-3`);
      expect(currentArn(state)).toBeDefined();
      const open = accounts.opened.filter(({isClosed}) => !isClosed).map(({target}) => placeOf(target).profile);
      expect(open.sort()).toEqual([...last].sort());
      program.stop();
    }),
    {numRuns: 40},
  );
}, 60_000);
