/** Changing the targets: what stays loses nothing, what is left leaves nothing behind, and late answers find nobody. */
import {describe, expect, it} from 'vitest';
import {targetsChosen} from '../../../src/core/app/targets.ts';
import {success} from '../../../src/core/domain/app-error.ts';
import {type Target, targetKey} from '../../../src/core/domain/target.ts';
import {jobsOf, mainConnection, overlayOf, rowsOf, screenOf, selectedJob} from '../../../src/core/state/select.ts';
import type {State} from '../../../src/core/state/state.ts';
import {type Accounts, aws, jobOf, placesOf, startAccounts} from '../../support/accounts.ts';
import {oops} from '../../support/fake-aws.ts';
import {changed} from '../../support/state.ts';

const DEV = targetKey(aws('dev'));
const PROD = targetKey(aws('prod'));

/** As the keys do it: profiles marked in the list, in this order, and used. */
const use = async ({program}: Accounts, ...profiles: readonly string[]): Promise<State> => {
  await program.say({kind: 'choose-opened', of: 'profiles'});
  for (const text of profiles) await program.say({kind: 'choice-edited', text}, {kind: 'choice-marked'});
  return program.say({kind: 'choice-used'});
};

const namesIn = (state: State) => rowsOf(state).items.map(({name}) => name);
const namesOf = (state: State, target: Target) =>
  jobsOf(state)
    .slices.get(targetKey(target))
    ?.feed.items.map(({name}) => name);

describe('another profile', () => {
  it('is connected with, and asked for the query in force', async () => {
    const accounts = await startAccounts();
    await accounts.program.say({kind: 'status-cycled'}, {kind: 'order-reversed'});
    const state = await use(accounts, 'prod');
    expect(placesOf(state)).toEqual(['prod/-']);
    expect(accounts.of('prod').lists).toMatchObject([{status: 'InProgress', order: 'Ascending'}]);
    expect(mainConnection(state).link.kind).toBe('connected');
    expect(jobsOf(state).query).toMatchObject({status: 'InProgress', order: 'Ascending'});
  });

  it('has its rows in place of the others at once, however late it answers', async () => {
    const accounts = await startAccounts();
    accounts.slowness = 500;
    const state = await use(accounts, 'prod');
    expect(namesIn(state)).toEqual([]);
    expect(screenOf(state)).toBe('list');
    await accounts.program.clock.advance(500);
    expect(namesIn(accounts.program.state())).toEqual(['prod-us-east-1-3', 'prod-us-east-1-2', 'prod-us-east-1-1']);
  });

  it('closes the way to the one that is left, and takes back what it was asked', async () => {
    const accounts = await startAccounts({
      jobs: ({profile, region}) => [jobOf({profile, region}, 9, {status: 'InProgress', endedAt: undefined})],
    });
    const {program} = accounts;
    accounts.slowness = Number.POSITIVE_INFINITY;
    await program.say({kind: 'detail-opened'}, {kind: 'attempts-opened', arn: jobOf({profile: 'dev'}, 9).arn});
    await program.say({kind: 'reasons-opened'}, {kind: 'refresh-asked'}, {kind: 'order-reversed'});
    // The detail and its tags, the attempts, the page of the reasons, the running jobs, and the page of the list.
    expect(program.state().inFlight.size).toBe(6);
    await use(accounts, 'prod');
    const dev = accounts.of('dev');
    expect([dev.isClosed, dev.aborted]).toEqual([true, 6]);
    expect([...program.state().inFlight.values()].map(({target}) => target)).toEqual([PROD, PROD]);
    expect(accounts.of('prod').isClosed).toBe(false);
  });

  it('takes all that is about the jobs of the one that is left', async () => {
    const accounts = await startAccounts({
      jobs: ({profile, region}) => [
        jobOf({profile, region}, 2, {status: 'InProgress', endedAt: undefined}),
        jobOf({profile, region}, 1),
      ],
    });
    const {program} = accounts;
    await program.clock.advance(1000);
    const {arn} = jobOf({profile: 'dev'}, 2);
    accounts.of('dev').jobs = [jobOf({profile: 'dev'}, 2), jobOf({profile: 'dev'}, 1)];
    await program.say({kind: 'refresh-asked'}, {kind: 'mark-toggled', arn}, {kind: 'reasons-opened'});
    await program.say({kind: 'stepped-back'}, {kind: 'stepped-back'});
    expect(program.state()).toMatchObject({marks: [arn], ending: {arns: [arn]}, events: [{job: {arn}}]});
    await program.say({kind: 'reasons-opened'}, {kind: 'detail-opened'});
    const state = await use(accounts, 'prod');
    expect(state).toMatchObject({marks: [], ending: undefined, events: [], reading: undefined, overlays: []});
    expect([...state.details.keys()]).not.toContain(arn);
  });
});

it('nothing points to rows that went, and no notification of them is to come', async () => {
  const {program} = await startAccounts();
  const {arn} = jobOf({profile: 'dev'}, 2);
  const before = changed(program.state(), {state: {unnotified: [arn]}, list: {top: arn, selected: arn, newAbove: 3}});
  const [state] = targetsChosen(before, [aws('prod')], program.clock.now());
  expect(state.unnotified).toEqual([]);
  expect(jobsOf(state)).toMatchObject({top: undefined, selected: undefined, newAbove: 0});
});

describe('one more profile', () => {
  const running = {status: 'InProgress', endedAt: undefined};
  const start = async () => {
    const accounts = await startAccounts({
      jobs: place => [jobOf(place, 3, running), jobOf(place, 2), jobOf(place, 1)],
    });
    const {program} = accounts;
    await program.clock.advance(1000);
    await program.say(
      {kind: 'moved', motion: {kind: 'rows', by: 1}},
      {kind: 'mark-toggled', arn: jobOf({profile: 'dev'}, 2).arn},
    );
    await program.clock.advance(1000);
    return {accounts, program};
  };

  it('leaves the one in use as it is: link, rows, polls in flight, selection, marks and details', async () => {
    const {accounts, program} = await start();
    accounts.slowness = Number.POSITIVE_INFINITY;
    await program.clock.advance(5000);
    const before = program.state();
    expect(before.connections.get(DEV)?.runningPoll.request).toBeDefined();
    const state = await use(accounts, 'dev', 'prod');
    expect(placesOf(state)).toEqual(['dev/-', 'prod/-']);
    expect(state.connections.get(DEV)).toBe(before.connections.get(DEV));
    expect(jobsOf(state).slices.get(DEV)).toBe(jobsOf(before).slices.get(DEV));
    expect(selectedJob(state)?.name).toBe('dev-us-east-1-2');
    expect(state.marks).toEqual(before.marks);
    expect(state.details).toBe(before.details);
    expect([accounts.of('dev').aborted, accounts.of('dev').isClosed, accounts.opened.length]).toEqual([0, false, 2]);
  });

  it('and one less: the rows of the other go, and the order is the one chosen', async () => {
    const {accounts} = await start();
    await use(accounts, 'dev', 'prod');
    const both = await use(accounts, 'prod', 'dev');
    expect([placesOf(both), [...jobsOf(both).slices.keys()]]).toEqual([
      ['prod/-', 'dev/-'],
      [PROD, DEV],
    ]);
    expect(namesOf(both, aws('prod'))).toHaveLength(3);
    const {events} = both;
    const state = await use(accounts, 'dev');
    expect(placesOf(state)).toEqual(['dev/-']);
    expect(namesIn(state)).toEqual(['dev-us-east-1-3', 'dev-us-east-1-2', 'dev-us-east-1-1']);
    expect(state.marks).toEqual([jobOf({profile: 'dev'}, 2).arn]);
    expect(state.events).toEqual(events);
    expect(accounts.of('dev').lists.filter(({status}) => status === undefined)).toHaveLength(1);
  });

  it('keeps what is known of a job that the filters hide, if it is in a kept account', async () => {
    const {accounts, program} = await start();
    await use(accounts, 'dev', 'prod');
    const {arn} = jobOf({profile: 'dev'}, 2);
    await program.say({kind: 'status-cycled'});
    expect(namesOf(program.state(), aws('dev'))).not.toContain('dev-us-east-1-2');
    expect((await use(accounts, 'dev')).details.has(arn)).toBe(true);
    expect((await use(accounts, 'prod')).details.has(arn)).toBe(false);
  });

  it('asks again for a detail that was asked for through the one that is left, of a job that both have', async () => {
    const [own, named] = [aws('dev'), aws('dev', 'us-east-1')];
    const {program} = await startAccounts({targets: [own, named]}).then(async accounts => {
      await accounts.program.clock.advance(100);
      accounts.slowness = Number.POSITIVE_INFINITY;
      await accounts.program.clock.advance(200);
      return accounts;
    });
    const before = program.state();
    expect([...before.details.values()].map(({load}) => load.kind)).toEqual(['loading']);
    const [state] = targetsChosen(before, [named], program.clock.now());
    expect(state.details.size).toBe(0);
    const [kept] = targetsChosen(before, [own], program.clock.now());
    expect(kept.details).toEqual(before.details);
  });

  it('knows the jobs of a simulator that has a region of its own', async () => {
    const accounts = await startAccounts({
      targets: [aws('dev', 'eu-west-3')],
      jobs: ({profile}) => [jobOf({profile}, 2, {status: 'InProgress', endedAt: undefined}), jobOf({profile}, 1)],
    });
    const {arn} = jobOf({profile: 'dev'}, 1);
    await accounts.program.say({kind: 'mark-toggled', arn}, {kind: 'status-cycled'});
    expect((await use(accounts, 'dev', 'prod')).marks).toEqual([arn]);
    await accounts.program.say({kind: 'choose-opened', of: 'regions'}, {kind: 'choice-edited', text: 'us-east-2'});
    await accounts.program.say({kind: 'choice-marked'}, {kind: 'choice-edited', text: 'eu-west-3'});
    expect((await accounts.program.say({kind: 'choice-marked'}, {kind: 'choice-used'})).marks).toEqual([arn]);
    expect((await use(accounts, 'prod')).marks).toEqual([]);
  });

  it('goes on loading all pages, and does not begin to for an account that is alone', async () => {
    const accounts = await startAccounts({
      jobs: place => Array.from({length: 250}, (_, i) => jobOf(place, 250 - i)),
    });
    accounts.slowness = 1000;
    await accounts.program.say({kind: 'load-all-asked'});
    await use(accounts, 'dev', 'prod');
    expect(jobsOf(accounts.program.state()).isLoadingAll).toBe(true);
    await use(accounts, 'test');
    expect(jobsOf(accounts.program.state()).isLoadingAll).toBe(false);
  });
});

describe('an answer that comes after its connection was left is dropped:', () => {
  /** With a request of each kind on its way to dev, and the ids of all of them. */
  const left = async () => {
    const accounts = await startAccounts({
      jobs: place => [jobOf(place, 9, {status: 'InProgress', endedAt: undefined}), jobOf(place, 8)],
    });
    const {program} = accounts;
    await program.clock.advance(1000);
    accounts.slowness = Number.POSITIVE_INFINITY;
    await program.say({kind: 'reasons-opened'}, {kind: 'attempts-opened', arn: jobOf({profile: 'dev'}, 9).arn});
    await program.say({kind: 'stepped-back'}, {kind: 'refresh-asked'}, {kind: 'raw-toggled'}, {kind: 'order-reversed'});
    const ids = [...program.state().inFlight.keys()];
    expect(ids.length).toBeGreaterThan(3);
    accounts.slowness = 0;
    await use(accounts, 'prod');
    await program.clock.advance(1000);
    return {program, ids, job: jobOf({profile: 'dev'}, 9)};
  };
  const answer = {target: DEV, jitter: 1} as const;

  it.each([
    [
      'a list',
      (id: number) =>
        ({
          kind: 'answered',
          operation: 'listJobs',
          id,
          input: {sortBy: 'CreationTime', order: 'Descending', pageSize: 100},
          outcome: success({jobs: [jobOf({profile: 'dev'}, 9)]}),
          ...answer,
        }) as const,
    ],
    [
      'a job',
      (id: number) =>
        ({
          kind: 'answered',
          operation: 'getJob',
          id,
          input: jobOf({profile: 'dev'}, 9).arn,
          outcome: {ok: false, error: oops()},
          ...answer,
        }) as const,
    ],
    [
      'the way to AWS',
      (id: number) =>
        ({
          kind: 'connected',
          id,
          outcome: success({region: 'eu-central-1', profile: 'dev', note: 'a note'}),
          ...answer,
        }) as const,
    ],
    ['another attempt', (id: number) => ({kind: 'retried', id, attempt: {number: 2, max: 3}}) as const],
    [
      'the start of a process',
      (run: number) => ({kind: 'credential-process-started', run, profile: 'dev', target: DEV}) as const,
    ],
    ['the end of a process', (run: number) => ({kind: 'credential-process-ended', run, target: DEV}) as const],
  ])('%s', async (_, message) => {
    const {program, ids} = await left();
    const before = program.state();
    for (const id of ids) await program.say(message(id));
    expect({...program.state(), inFlight: undefined, clock: 0}).toEqual({...before, inFlight: undefined, clock: 0});
    expect(program.state().inFlight).toEqual(before.inFlight);
    expect(program.faults).toEqual([]);
  });

  it('a text that was copied, and a page that was opened', async () => {
    const {program, job} = await left();
    const {arn} = job;
    await program.say({
      kind: 'text-copied',
      name: 'job ARN',
      text: arn,
      arn,
      note: 'no browser',
      outcome: {kind: 'sent'},
    });
    await program.say({kind: 'url-opened', url: 'https://example', arn, outcome: {kind: 'failed', reason: 'none'}});
    expect([program.state().notice, overlayOf(program.state()), program.copies]).toEqual([undefined, undefined, []]);
    const own = jobOf({profile: 'prod'}, 9).arn;
    await program.say({kind: 'text-copied', name: 'job ARN', text: own, arn: own, outcome: {kind: 'sent'}});
    expect(program.state().notice?.text).toContain(own);
  });
});

it('a slow credential_process of a connection that is left takes its notice with it', async () => {
  const accounts = await startAccounts();
  const {program} = accounts;
  await program.say({kind: 'credential-process-started', target: DEV, run: 1, profile: 'dev'});
  await program.clock.advance(3000);
  expect(program.state().notice?.text).toContain('credential_process');
  expect((await use(accounts, 'prod')).notice).toBeUndefined();
});

describe('on the setup screen', () => {
  it('what is in use is tried again, a profile as well as the demo', async () => {
    const accounts = await startAccounts();
    const {program} = accounts;
    accounts.slowness = Number.POSITIVE_INFINITY;
    await use(accounts, 'prod');
    await program.clock.advance(700);
    expect(accounts.opened).toHaveLength(2);
    await program.say({kind: 'profile-chosen', profile: 'prod'});
    expect(accounts.opened).toHaveLength(3);
    await program.say({kind: 'demo-asked'});
    await program.say({kind: 'demo-asked'});
    expect(accounts.opened.slice(3).map(({target}) => target.kind)).toEqual(['demo', 'demo']);
  });

  it('a profile goes the same way, and the screen stays until it has connected', async () => {
    const accounts = await startAccounts();
    const {program} = accounts;
    accounts.slowness = Number.POSITIVE_INFINITY;
    await use(accounts, 'test');
    await program.clock.advance(700);
    expect(screenOf(program.state())).toBe('setup');
    await program.say({kind: 'profile-chosen', profile: 'prod'});
    expect(placesOf(program.state())).toEqual(['prod/-']);
    expect(screenOf(program.state())).toBe('setup');
    expect(accounts.of('test').isClosed).toBe(true);
    accounts.slowness = 0;
    await program.say({kind: 'profile-chosen', profile: 'prod'});
    expect(namesIn(program.state())).toHaveLength(3);
  });
});
