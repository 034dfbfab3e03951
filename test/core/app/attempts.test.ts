/** Attempts at one import, marks, and the comparison of two jobs. */
import {describe, expect, it} from 'vitest';
import type {Job} from '../../../src/core/domain/job.ts';
import {attemptRows, attemptsFailure, attemptsRemark} from '../../../src/core/screens/attempts/attempts.ts';
import {compareLines} from '../../../src/core/screens/compare/compare.ts';
import {queryLine} from '../../../src/core/screens/jobs/query-line.ts';
import {currentArn} from '../../../src/core/screens/rows.ts';
import {jobsOf, openOverlay} from '../../../src/core/state/select.ts';
import {createNamedAws, oops} from '../../support/fake-aws.ts';
import {arnOf, jobAt, jobsDown, MINUTE, NOON} from '../../support/jobs.ts';
import {createProgram, type Program, type ProgramOptions} from '../../support/program.ts';

const named = (n: number, name: string, more: Partial<Job> = {}): Job =>
  jobAt(n, {name, modelName: `m-${name}`, ...more});

/** Four attempts at one import, two of which are on the first page. */
const FIRST = named(1000, 'llama-3-8b-support-v7', {status: 'Failed'});
const JOBS = [
  FIRST,
  named(999, 'llama-3-8b-supporters-v7'),
  named(998, 'other', {modelName: FIRST.modelName}),
  ...jobsDown(900, 801),
  named(500, 'llama-3-8b-support-v6-retry', {status: 'Failed'}),
  named(400, 'llama-3-8b-support-v6'),
  named(300, 'my-llama-3-8b-support-v1'),
];

const start = async (jobs: readonly Job[] = JOBS, more: Partial<ProgramOptions> = {}) => {
  const aws = createNamedAws(...jobs);
  const program = createProgram({gateway: aws, ...more});
  await program.say({kind: 'started'});
  await program.clock.advance(1000);
  aws.lists.length = 0;
  aws.gets.length = 0;
  return {aws, program};
};

const attemptsIn = (program: Program) => {
  const overlay = openOverlay(program.state(), 'attempts');
  if (!overlay) throw new Error('no attempts');
  return {
    names: attemptRows(program.state(), overlay).map(({job}) => job.name),
    remark: attemptsRemark(program.state(), overlay)[0],
    failure: attemptsFailure(program.state(), overlay),
    overlay,
  };
};

describe('attempts', () => {
  it('are the loaded ones at once, and then those that AWS finds by the common name, too', async () => {
    const {aws, program} = await start();
    const {listJobs} = aws;
    let answer = () => {};
    aws.listJobs = (request, signal) =>
      new Promise(resolve => {
        answer = () => resolve(listJobs(request, signal));
      });
    await program.say({kind: 'attempts-opened', arn: arnOf(1000)});
    expect(attemptsIn(program)).toMatchObject({
      names: ['llama-3-8b-support-v7', 'other'],
      remark: '2 jobs so far, among the 100 loaded · asking AWS …',
    });
    answer();
    await program.clock.settle();
    expect(attemptsIn(program)).toMatchObject({
      names: ['llama-3-8b-support-v7', 'other', 'llama-3-8b-support-v6-retry', 'llama-3-8b-support-v6'],
      remark: '4 jobs · names with “llama-3-8b-support” on AWS · same model among the 100 loaded',
    });
    expect(aws.lists).toEqual([
      {name: 'llama-3-8b-support', sortBy: 'CreationTime', order: 'Descending', pageSize: 1000, token: undefined},
    ]);
    expect(jobsOf(program.state()).query.name).toBeUndefined();
  });

  it('are gone back to from what lies over them, and those of another import take their place', async () => {
    const {program} = await start();
    await program.say({kind: 'attempts-opened', arn: arnOf(1000)}, {kind: 'moved', motion: {kind: 'last'}});
    await program.say({kind: 'detail-opened'}, {kind: 'help-opened'});
    await program.say({kind: 'attempts-opened', arn: arnOf(400)});
    expect(program.state().overlays.map(({kind}) => kind)).toEqual(['attempts']);
    expect(attemptsIn(program).overlay).toMatchObject({of: {arn: arnOf(1000)}, selected: arnOf(400)});
    await program.say({kind: 'events-opened'}, {kind: 'attempts-opened', arn: arnOf(850)});
    expect(program.state().overlays.map(({kind}) => kind)).toEqual(['events', 'attempts']);
    expect(attemptsIn(program)).toMatchObject({overlay: {of: {arn: arnOf(850)}, selected: arnOf(850)}});
    expect(attemptsIn(program).names).toHaveLength(100);
  });

  it('have the job itself selected, open its detail, and fetch the reasons in view', async () => {
    const {aws, program} = await start();
    await program.say({kind: 'attempts-opened', arn: arnOf(1000)});
    await program.clock.advance(500);
    expect(currentArn(program.state())).toBe(arnOf(1000));
    // The pane has asked for the first one already.
    expect(aws.gets).toEqual([arnOf(500)]);
    await program.say({kind: 'moved', motion: {kind: 'last'}}, {kind: 'detail-opened'});
    expect(program.state().overlays.map(({kind}) => kind)).toEqual(['attempts', 'detail']);
    expect(currentArn(program.state())).toBe(arnOf(400));
    await program.clock.settle();
    expect(program.state().details.get(arnOf(400))?.detail?.name).toBe('llama-3-8b-support-v6');
  });

  it('say what failed, keep the loaded ones, and are retried with a refresh', async () => {
    const {aws, program} = await start();
    aws.failures.push(oops({why: 'AWS is down'}));
    await program.say({kind: 'attempts-opened', arn: arnOf(1000)});
    expect(attemptsIn(program)).toMatchObject({
      names: ['llama-3-8b-support-v7', 'other'],
      remark: '2 jobs, among the 100 loaded',
      failure: 'The list of jobs could not be read: AWS is down',
    });
    await program.say({kind: 'refresh-asked'});
    await program.clock.settle();
    expect(attemptsIn(program).names).toHaveLength(4);
    expect(attemptsIn(program).failure).toBeUndefined();
  });

  it('read three pages at most, and say that there are more', async () => {
    const many = Array.from({length: 5000}, (_, i) => named(5000 - i, `llama-3-8b-support-v${5000 - i}`));
    const {aws, program} = await start(many);
    await program.say({kind: 'attempts-opened', arn: arnOf(5000)});
    await program.clock.settle();
    expect(aws.lists).toHaveLength(3);
    expect(attemptsIn(program).names).toHaveLength(3000);
    expect(attemptsIn(program).remark).toContain('on AWS, the newest ones');
  });

  it('are only the loaded ones if AWS cannot search for the name', async () => {
    const {aws, program} = await start([named(1000, 'a_b-v1'), named(999, 'a_b-v2')]);
    await program.say({kind: 'attempts-opened', arn: arnOf(1000)});
    expect(aws.lists).toEqual([]);
    expect(attemptsIn(program)).toMatchObject({
      names: ['a_b-v1', 'a_b-v2'],
      remark: '2 jobs, among the 2 loaded: AWS cannot search for “_”',
    });
  });

  it('forget an answer that comes after they were closed', async () => {
    const {aws, program} = await start();
    const {listJobs} = aws;
    let answer = () => {};
    aws.listJobs = (request, signal) =>
      new Promise(resolve => {
        answer = () => resolve(listJobs(request, signal));
      });
    await program.say({kind: 'attempts-opened', arn: arnOf(1000)}, {kind: 'stepped-back'});
    const before = program.state();
    answer();
    await program.clock.settle();
    expect(jobsOf(program.state())).toBe(jobsOf(before));
    expect(program.faults).toEqual([]);
  });
});

describe('marks', () => {
  it('belong to jobs, and stay while filters and pages change', async () => {
    const {program} = await start();
    await program.say({kind: 'mark-toggled', arn: arnOf(999)}, {kind: 'mark-toggled', arn: arnOf(850)});
    await program.say({kind: 'status-cycled'}, {kind: 'order-reversed'});
    await program.clock.advance(1000);
    expect(program.state().marks).toEqual([arnOf(999), arnOf(850)]);
    expect(queryLine(program.state(), 118).left).toMatch(/2 marked$/);
    await program.say({kind: 'mark-toggled', arn: arnOf(999)});
    expect(program.state().marks).toEqual([arnOf(850)]);
    await program.say({kind: 'marks-cleared'});
    expect(queryLine(program.state(), 118).left).not.toContain('marked');
  });
});

describe('a comparison', () => {
  const compare = async (more: Partial<ProgramOptions> = {}) => {
    const started = await start(JOBS, more);
    const {program} = started;
    await program.say({kind: 'compared', arns: [arnOf(1000), arnOf(998)]});
    await program.clock.settle();
    const overlay = () => {
      const found = openOverlay(program.state(), 'compare');
      if (!found) throw new Error('no comparison');
      return found;
    };
    const lines = () => compareLines(program.state(), overlay());
    const labels = () => lines().flatMap(({label}) => label.trim() || []);
    return {...started, lines, labels};
  };

  it('shows what differs, side by side, from both answers', async () => {
    const {aws, lines, labels} = await compare();
    // The pane has asked for the first one already.
    expect(aws.gets).toEqual([arnOf(998)]);
    expect(labels()).toEqual(['Status', 'Why', 'Source', 'Created', 'Ended']);
    expect(lines()[0]).toMatchObject({isTitle: true, right: 'other'});
    expect(lines().find(({label}) => label.trim() === 'Status')).toMatchObject({
      left: 'Failed'.padEnd(53),
      right: 'Completed',
    });
    expect(lines().every(({left}) => left.length === 53)).toBe(true);
  });

  it('shows all fields on demand', async () => {
    const {program, labels} = await compare();
    await program.say({kind: 'all-fields-toggled'});
    expect(labels()).toContain('Role');
    expect(labels()).toHaveLength(12);
    await program.say({kind: 'all-fields-toggled'});
    expect(labels()).toHaveLength(5);
  });

  it('has one below the other in a narrow window, as A and B', async () => {
    const {lines} = await compare({size: {columns: 40, rows: 10}});
    const texts = lines().map(({label, left}) => label + left);
    expect(texts).toContain('Status    A Failed');
    expect(texts).toContain('          B Completed');
    expect(texts.every(text => text.length <= 38)).toBe(true);
  });

  it('keeps the end of long addresses, where they differ', async () => {
    const long = 's3://a-bucket-with-a-name/and/a/very/long/prefix/that/both/of/them/share/';
    const {aws, program, lines} = await compare({size: {columns: 80, rows: 24}});
    const {getJob} = aws;
    aws.getJob = async (arn, signal) => {
      const outcome = await getJob(arn, signal);
      return outcome.ok ? {ok: true, value: {...outcome.value, s3Uri: `${long}${outcome.value.name}/`}} : outcome;
    };
    await program.say({kind: 'stepped-back'}, {kind: 'compared', arns: [arnOf(900), arnOf(899)]});
    await program.clock.settle();
    const source = lines().find(({label}) => label.trim() === 'Source');
    expect(source?.left.trim()).toMatch(/^….*job-900\/$/);
    expect(source?.right).toMatch(/^….*job-899\/$/);
  });

  it('divides no character of them', async () => {
    const {aws, program, lines} = await compare({size: {columns: 80, rows: 24}});
    const {getJob} = aws;
    aws.getJob = async (arn, signal) => {
      const outcome = await getJob(arn, signal);
      const s3Uri = `s3://a-bucket/${'😀'.repeat(30)}${arn === arnOf(900) ? '😁' : '😂'}`;
      return outcome.ok ? {ok: true, value: {...outcome.value, s3Uri}} : outcome;
    };
    await program.say({kind: 'stepped-back'}, {kind: 'compared', arns: [arnOf(900), arnOf(899)]});
    await program.clock.settle();
    const source = lines().find(({label}) => label.trim() === 'Source');
    expect(source?.left.trim()).toMatch(/^….*😁$/);
    expect(source?.left).not.toMatch(/\p{Surrogate}/u);
  });

  it('says what it waits for and what failed, and is retried with a refresh', async () => {
    const {aws, program, lines} = await compare();
    const {getJob} = aws;
    aws.getJob = async () => ({ok: false, error: oops({kind: 'access', why: 'access denied', isTransient: false})});
    await program.say({kind: 'stepped-back'}, {kind: 'compared', arns: [arnOf(900), arnOf(899)]});
    await program.clock.settle();
    const why = () =>
      lines()
        .filter(({label}) => label.trim() === 'Why')
        .map(({left}) => left)[0];
    expect(why()).toContain('The list of jobs could not be read: access denied.');
    aws.getJob = getJob;
    await program.say({kind: 'refresh-asked'});
    await program.clock.advance(500);
    expect(why()).toBeUndefined();
  });

  it('says so if nothing differs', async () => {
    const same = {createdAt: NOON - MINUTE, endedAt: NOON, modelName: 'm'};
    const {aws, program} = await start([jobAt(1000, same), jobAt(999, same), jobAt(998, same)]);
    const {getJob} = aws;
    aws.getJob = async (arn, signal) => {
      const outcome = await getJob(arn, signal);
      return outcome.ok ? {ok: true, value: {...outcome.value, s3Uri: 's3://models/one/'}} : outcome;
    };
    await program.say({kind: 'compared', arns: [arnOf(999), arnOf(998)]});
    await program.clock.settle();
    const overlay = openOverlay(program.state(), 'compare');
    expect(overlay && compareLines(program.state(), overlay)[1]?.left).toBe('nothing differs');
  });
});
