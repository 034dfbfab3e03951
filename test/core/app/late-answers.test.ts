/** Answers that come late, are refused, or never end; and steps back in the middle of it. */
import {describe, expect, it} from 'vitest';
import {failure} from '../../../src/core/domain/app-error.ts';
import type {JobPage, ListRequest} from '../../../src/core/domain/ports.ts';
import {DEFAULT_QUERY} from '../../../src/core/domain/query.ts';
import type {Target} from '../../../src/core/domain/target.ts';
import {rawText} from '../../../src/core/screens/jobs/detail.ts';
import {ruleWords} from '../../../src/core/screens/shared/rule.ts';
import {feedOf, jobsOf, loadOf, mainConnection, rowsOf, visibleRows} from '../../../src/core/state/select.ts';
import {createFakeAws, type FakeAws, oops} from '../../support/fake-aws.ts';
import {arnOf, detailOf, jobAt, jobsDown, runningAt} from '../../support/jobs.ts';
import {createProgram, type ProgramOptions} from '../../support/program.ts';

const start = async (jobs = [runningAt(1000), ...jobsDown(999, 900)], more: Partial<ProgramOptions> = {}) => {
  const aws = createFakeAws(jobs);
  const program = createProgram({gateway: aws, ...more});
  await program.say({kind: 'started'});
  await program.clock.advance(1000);
  aws.lists.length = 0;
  aws.gets.length = 0;
  return {aws, program};
};

/** From now on list requests are answered by hand: with what AWS knew when they were asked. */
const holdLists = (aws: FakeAws, isHeld: (request: ListRequest) => boolean = () => true) => {
  const answers: (() => void)[] = [];
  const {listJobs} = aws;
  aws.listJobs = (request, signal) => {
    const answer = listJobs(request, signal);
    return isHeld(request) ? new Promise(resolve => answers.push(() => resolve(answer))) : answer;
  };
  return answers;
};

const statuses = (program: {state(): Parameters<typeof rowsOf>[0]}) =>
  rowsOf(program.state()).items.map(job => job.status);

describe('a step back', () => {
  it('while a first page is on its way stops loading all, and nothing else', async () => {
    const {aws, program} = await start();
    const answers = holdLists(aws);
    await program.say({kind: 'status-cycled'}, {kind: 'status-cycled'}, {kind: 'load-all-asked'});
    await program.say({kind: 'stepped-back'});
    await program.say({kind: 'load-all-asked'}, {kind: 'stepped-back'});
    for (const answer of answers) answer();
    await program.clock.settle();
    expect(feedOf(program.state()).query).toBe(jobsOf(program.state()).query);
    expect(feedOf(program.state()).isLoaded).toBe(true);
  });

  it('out of a search of an empty list leaves nothing selected', async () => {
    const {aws, program} = await start([]);
    await program.say({kind: 'search-opened'}, {kind: 'search-edited', text: 'job'});
    aws.jobs.push(...jobsDown(3, 1));
    await program.clock.advance(1000);
    expect(jobsOf(program.state()).selected).toBe(arnOf(3));
    await program.say({kind: 'stepped-back'});
    expect(rowsOf(program.state()).count).toBe(0);
    expect(jobsOf(program.state())).not.toHaveProperty('selected', arnOf(3));
  });

  it('out of a search that was not asked restores the selection and the window', async () => {
    const {program} = await start();
    await program.say({kind: 'moved', motion: {kind: 'rows', by: 41}});
    const {selected, top} = jobsOf(program.state());
    await program.say({kind: 'search-opened'}, {kind: 'search-edited', text: 'job-99'});
    expect(jobsOf(program.state()).selected).not.toBe(selected);
    await program.say({kind: 'stepped-back'});
    expect(jobsOf(program.state())).toMatchObject({selected, top});
  });

  it('out of a search keeps what was counted, and drops the look of the search', async () => {
    const {aws, program} = await start();
    await program.say({kind: 'moved', motion: {kind: 'rows', by: 60}});
    aws.jobs.unshift(runningAt(1001));
    await program.clock.advance(5000);
    expect(jobsOf(program.state()).newAbove).toBe(1);
    await program.say({kind: 'search-opened'}, {kind: 'search-edited', text: 'job-9'});
    await program.clock.advance(400);
    const answers = holdLists(aws, ({name}) => name !== undefined);
    await program.say({kind: 'refresh-asked'});
    await program.say({kind: 'stepped-back'});
    aws.lists.length = 0;
    for (const answer of answers) answer();
    await program.clock.settle();
    expect(aws.lists).toEqual([]);
    expect(jobsOf(program.state()).newAbove).toBe(1);
  });

  it('back to rows that were laid aside shows an end that came meanwhile', async () => {
    const {aws, program} = await start();
    await program.say({kind: 'search-opened'}, {kind: 'search-edited', text: 'job-95'});
    await program.clock.advance(400);
    aws.jobs[0] = jobAt(1000, {status: 'Failed'});
    await program.clock.advance(6000);
    await program.say({kind: 'stepped-back'});
    expect(statuses(program)[0]).toBe('Failed');
  });
});

describe('an answer that comes late', () => {
  it('never makes an ended job run again, nor end twice', async () => {
    const {aws, program} = await start(undefined, {settings: {hasBell: true}});
    const answers = holdLists(aws, ({status}) => status === undefined);
    await program.say({kind: 'order-reversed'}, {kind: 'order-reversed'});
    aws.jobs[0] = jobAt(1000);
    await program.clock.advance(6000);
    expect(program.bells()).toBe(1);
    for (const answer of answers) answer();
    await program.clock.advance(10_000);
    expect(statuses(program)[0]).toBe('Completed');
    expect(program.bells()).toBe(1);
    expect(mainConnection(program.state()).running.size).toBe(0);
  });

  it('about a job that has ended since is asked for anew', async () => {
    const {aws, program} = await start();
    await program.say({kind: 'moved', motion: {kind: 'rows', by: 1}}, {kind: 'moved', motion: {kind: 'rows', by: -1}});
    const late: (() => void)[] = [];
    const {getJob} = aws;
    aws.getJob = () => new Promise(resolve => late.push(() => resolve({ok: true, value: detailOf(runningAt(1000))})));
    await program.clock.advance(300);
    expect(late).toHaveLength(1);
    aws.getJob = getJob;
    aws.jobs[0] = jobAt(1000, {status: 'Failed'});
    await program.say({kind: 'refresh-asked'});
    for (const answer of late) answer();
    await program.clock.advance(6000);
    expect(program.state().details.get(arnOf(1000))?.detail?.status).toBe('Failed');
  });
});

describe('a status that the API adds later', () => {
  it('is not the end of a job', async () => {
    const {aws, program} = await start([jobAt(1000, {status: 'Submitted', endedAt: undefined}), ...jobsDown(999, 950)]);
    expect(statuses(program)[0]).toBe('Submitted');
    aws.jobs[0] = runningAt(1000);
    await program.clock.advance(60_000);
    expect(statuses(program)[0]).toBe('InProgress');
    aws.jobs[0] = jobAt(1000, {status: 'Failed'});
    await program.clock.advance(6000);
    expect(statuses(program)[0]).toBe('Failed');
    expect(ruleWords(program.state())?.text).toContain('✗ job-1000 failed after 5m 00s');
    expect(program.state().details.get(arnOf(1000))?.detail?.status).toBe('Failed');
  });

  it('may be called anything', async () => {
    const {program} = await start([jobAt(2, {status: 'constructor'}), jobAt(1, {status: '__proto__'})]);
    await program.say({kind: 'sorted', by: 'status'});
    expect(statuses(program)).toHaveLength(2);
    expect(feedOf(program.state()).counts.constructor).toBe(1);
  });
});

describe('trouble', () => {
  it('of a tick is over when nothing runs any more', async () => {
    const {aws, program} = await start();
    const {listJobs} = aws;
    aws.listJobs = async (request, signal) =>
      request.status === 'InProgress' ? failure(oops({kind: 'throttled'})) : listJobs(request, signal);
    await program.clock.advance(5000);
    expect(ruleWords(program.state())?.isFailure).toBe(true);
    // No tick gets through any more: it is the look that tells of the end.
    aws.jobs[0] = jobAt(1000);
    await program.clock.advance(70_000);
    expect(mainConnection(program.state()).running.size).toBe(0);
    expect(ruleWords(program.state())).toMatchObject({text: '✓ job-1000 completed in 5m 00s', isFailure: false});
  });

  it('does not promise a next try while paused', async () => {
    const {aws, program} = await start();
    aws.failures.push(oops());
    await program.clock.advance(5000);
    expect(ruleWords(program.state())?.text).toMatch(/ · next try/);
    await program.say({kind: 'pause-toggled'});
    expect(ruleWords(program.state())?.text).not.toContain('next try');
  });

  it('with a job that left the tick is told, and the refused question is repeated ever more rarely', async () => {
    const {aws, program} = await start([runningAt(1000), ...jobsDown(999, 950)], {size: {columns: 60, rows: 15}});
    aws.getJob = async identifier => {
      aws.gets.push(identifier);
      return failure(oops({kind: 'access', isTransient: false, what: 'The job could not be read'}));
    };
    aws.jobs[0] = jobAt(1000);
    aws.answer = request => ({jobs: request.status === 'InProgress' ? [] : jobsDown(999, 950)});
    await program.clock.advance(10 * 60_000);
    expect(new Set(aws.gets)).toEqual(new Set([arnOf(1000)]));
    expect(aws.gets.length).toBeLessThanOrEqual(7);
    const before = aws.gets.length;
    expect(ruleWords(program.state())).toMatchObject({isFailure: true});
    await program.say({kind: 'refresh-asked'});
    await program.clock.advance(100);
    expect(aws.gets).toHaveLength(before + 1);
  });

  it('with a detail is shown in the place of the raw answer, and asked for anew when selected anew', async () => {
    const {aws, program} = await start();
    const {getJob} = aws;
    await program.say({kind: 'moved', motion: {kind: 'rows', by: 5}});
    aws.getJob = async () => failure(oops({what: 'The job could not be read', isTransient: false}));
    await program.clock.advance(300);
    expect(rawText(program.state(), arnOf(995))).toContain('The job could not be read.');
    aws.getJob = getJob;
    await program.say({kind: 'moved', motion: {kind: 'rows', by: 1}}, {kind: 'moved', motion: {kind: 'rows', by: -1}});
    await program.clock.advance(300);
    expect(program.state().details.get(arnOf(995))?.load.kind).toBe('loaded');
  });

  it('that passes does not end the loading of all', async () => {
    const {aws, program} = await start(jobsDown(1000, 1));
    aws.failures.push(oops());
    await program.say({kind: 'load-all-asked'});
    await program.clock.advance(20_000);
    expect(rowsOf(program.state()).items).toHaveLength(1000);
  });
});

describe('a page token that AWS has forgotten', () => {
  it('costs no row, and r reads the list from its start', async () => {
    const {aws, program} = await start(jobsDown(1000, 1));
    const {listJobs} = aws;
    let isForgotten = true;
    aws.listJobs = async (request, signal) =>
      isForgotten && request.token !== undefined
        ? failure(oops({kind: 'not-found', isTransient: false}))
        : listJobs(request, signal);
    await program.say({kind: 'moved', motion: {kind: 'last'}});
    await program.clock.advance(60_000);
    expect(rowsOf(program.state()).items).toHaveLength(100);
    expect(loadOf(program.state()).kind).toBe('failed');
    isForgotten = false;
    aws.lists.length = 0;
    await program.say({kind: 'refresh-asked'});
    await program.clock.advance(1000);
    expect(aws.lists[0]?.token).toBeUndefined();
    await program.say({kind: 'load-all-asked'});
    await program.clock.advance(1000);
    expect(rowsOf(program.state()).items).toHaveLength(1000);
  });
});

describe('a server without end', () => {
  const endless = (aws: FakeAws, jobs: JobPage['jobs']) => {
    let n = 0;
    aws.answer = () => {
      n += 1;
      return {jobs, nextToken: `token-${n}`};
    };
  };

  it('is left alone after some pages that bring nothing, until a key asks for more', async () => {
    const {aws, program} = await start([]);
    endless(aws, jobsDown(2, 1));
    await program.say({kind: 'order-reversed'});
    await program.clock.advance(1000);
    const asked = aws.lists.length;
    expect(asked).toBeLessThan(12);
    await program.say({kind: 'moved', motion: {kind: 'last'}});
    expect(aws.lists.length).toBe(asked + 1);
    await program.say({kind: 'load-all-asked'});
    await program.clock.advance(1000);
    expect(aws.lists.length).toBeLessThan(asked + 70);
    expect(jobsOf(program.state()).isLoadingAll).toBe(false);
  });

  it('does not keep a tick reading for ever', async () => {
    const {aws, program} = await start();
    endless(aws, [runningAt(1000)]);
    await program.clock.advance(5000);
    expect(aws.lists.length).toBeLessThanOrEqual(10);
  });
});

describe('a new job at the top', () => {
  it('is counted as above if the selection on the last visible row pushes the window down', async () => {
    const {aws, program} = await start();
    await program.say({kind: 'moved', motion: {kind: 'rows', by: 18}});
    expect(visibleRows(program.state()).first).toBe(0);
    aws.jobs.unshift(runningAt(1001));
    await program.clock.advance(5000);
    expect(visibleRows(program.state()).first).toBe(1);
    expect(jobsOf(program.state()).newAbove).toBe(1);
    expect(ruleWords(program.state())?.text).toBe('1 new job above');
  });
});

describe('a search that AWS cannot answer', () => {
  it('takes the place of one that it could', async () => {
    const {aws, program} = await start();
    await program.say({kind: 'search-opened'}, {kind: 'search-edited', text: 'job-91'});
    await program.clock.advance(400);
    await program.say({kind: 'search-edited', text: 'job-95 '});
    expect(jobsOf(program.state()).query).toBe(DEFAULT_QUERY);
    await program.say({kind: 'search-submitted'});
    expect(jobsOf(program.state()).query.name).toBeUndefined();
    await program.say({kind: 'stepped-back'});
    await program.say({kind: 'search-opened'}, {kind: 'search-edited', text: 'job-91'}, {kind: 'search-submitted'});
    aws.lists.length = 0;
    await program.say({kind: 'search-opened'}, {kind: 'search-edited', text: '5_'}, {kind: 'search-submitted'});
    expect(aws.lists.at(-1)?.name).toBeUndefined();
    expect(jobsOf(program.state()).narrow).toBe('5_');
  });

  it('continues the one before if it only adds to it', async () => {
    const {program} = await start();
    await program.say({kind: 'search-opened'}, {kind: 'search-edited', text: 'job-9'}, {kind: 'search-submitted'});
    await program.say({kind: 'search-opened'}, {kind: 'search-edited', text: 'job-9_'}, {kind: 'search-submitted'});
    expect(jobsOf(program.state()).query.name).toBe('job-9');
  });
});

it('r on the way into the demo stays in the demo', async () => {
  const opened: Target['kind'][] = [];
  const aws = createFakeAws([]);
  aws.connect = () => new Promise(() => {});
  const program = createProgram({
    gateway: ({kind}) => {
      opened.push(kind);
      return aws;
    },
  });
  await program.say({kind: 'started'});
  await program.clock.advance(800);
  await program.say({kind: 'demo-asked'}, {kind: 'refresh-asked'});
  expect(opened).toEqual(['aws', 'demo', 'demo']);
});

it('why a key did nothing goes with the next key', async () => {
  const {program} = await start();
  await program.say({kind: 'refused', reason: 'there is nothing to take back'});
  expect(program.state().notice?.text).toBe('there is nothing to take back');
  await program.clock.advance(1500);
  expect(program.state().notice).toBeDefined();
  await program.say({kind: 'moved', motion: {kind: 'rows', by: 1}});
  expect(program.state().notice).toBeUndefined();
});

it('details are not kept without end', async () => {
  const {program} = await start(jobsDown(3000, 1), {query: {...DEFAULT_QUERY, pageSize: 1000}});
  await program.say({kind: 'load-all-asked'});
  for (let i = 0; i < 2200; i++) {
    await program.say({kind: 'moved', motion: {kind: 'rows', by: 1}}, {kind: 'settled'});
  }
  expect(program.state().details.size).toBeLessThanOrEqual(2001);
}, 60_000);
