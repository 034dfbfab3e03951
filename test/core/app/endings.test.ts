/** The announcement of jobs that end: on every screen, until it can have been read; and the events of the run. */
import {describe, expect, it} from 'vitest';
import type {Job} from '../../../src/core/domain/job.ts';
import {eventRows, eventText} from '../../../src/core/screens/events/events.ts';
import {currentArn, overlayRows} from '../../../src/core/screens/rows.ts';
import {firstSentence, windowTitle} from '../../../src/core/screens/shared/endings.ts';
import {announcement, ruleWords} from '../../../src/core/screens/shared/rule.ts';
import type {Message} from '../../../src/core/state/message.ts';
import {overlayOf} from '../../../src/core/state/select.ts';
import {createNamedAws, oops} from '../../support/fake-aws.ts';
import {arnOf, detailOf, jobAt, jobsDown, runningAt} from '../../support/jobs.ts';
import {createProgram, type ProgramOptions} from '../../support/program.ts';

const DOWN: Message = {kind: 'moved', motion: {kind: 'rows', by: 1}};

const start = async (running: readonly Job[] = [runningAt(1000)], more: Partial<ProgramOptions> = {}) => {
  const aws = createNamedAws(...running, ...jobsDown(990, 900));
  const program = createProgram({gateway: aws, ...more});
  await program.say({kind: 'started'});
  await program.clock.advance(1000);
  /** The running job `n` ends, and the program learns of it. */
  const end = async (n: number, status = 'Failed') => {
    aws.jobs = aws.jobs.map(job => (job.arn === arnOf(n) ? jobAt(n, {status}) : job));
    await program.clock.advance(6000);
  };
  const said = () => announcement(program.state());
  return {aws, program, end, said};
};

const OPEN: Readonly<Record<string, readonly Message[]>> = {
  list: [],
  detail: [{kind: 'detail-opened'}],
  form: [{kind: 'filters-opened'}],
  help: [{kind: 'help-opened'}],
  events: [{kind: 'events-opened'}],
  errors: [{kind: 'errors-opened'}],
};

describe('a job that ends', () => {
  it.each(Object.entries(OPEN))('is announced over %s, and still there a minute later', async (_, messages) => {
    const {program, end, said} = await start();
    await program.say(...messages);
    await end(1000);
    const words = {text: '✗ job-1000 failed after 5m 00s: The files are not there', isFailure: true};
    expect(said()).toEqual(words);
    await program.clock.advance(60_000);
    expect(said()).toEqual(words);
  });

  it('is announced in other words if it completed', async () => {
    const {end, said} = await start();
    await end(1000, 'Completed');
    expect(said()).toEqual({text: '✓ job-1000 completed in 5m 00s', isFailure: false});
  });

  it('goes with the next key in the list, five seconds after it could be seen', async () => {
    const {program, end, said} = await start();
    await end(1000);
    await program.clock.advance(2000);
    await program.say(DOWN);
    expect(said()).toBeDefined();
    await program.clock.advance(5000);
    await program.say(DOWN);
    expect(said()).toBeUndefined();
  });

  it('stays while a key is held, however long, and goes with the next press', async () => {
    const {program, end, said} = await start();
    await end(1000);
    for (let ms = 0; ms < 9000; ms += 30) {
      await program.say(DOWN);
      await program.clock.advance(30);
    }
    expect(said()).toBeDefined();
    await program.clock.advance(400);
    await program.say(DOWN);
    expect(said()).toBeUndefined();
  });

  it('stays with keys in an overlay, and with a repaint', async () => {
    const {program, end, said} = await start();
    await program.say({kind: 'help-opened'});
    await end(1000);
    await program.clock.advance(10_000);
    await program.say(DOWN, {kind: 'stepped-back'}, {kind: 'repaint-asked'});
    expect(said()).toBeDefined();
  });

  it('waits behind the answer to a key, and then has its five seconds', async () => {
    const {program, end, said} = await start();
    await program.say({kind: 'help-opened'});
    await end(1000);
    await program.clock.advance(10_000);
    await program.say({kind: 'refused', reason: 'no earlier search'});
    expect(said()?.text).toBe('no earlier search');
    await program.say({kind: 'stepped-back'});
    expect(said()?.text).toContain('✗ job-1000');
    await program.clock.advance(1000);
    await program.say(DOWN);
    expect(said()?.text).toContain('✗ job-1000');
    await program.clock.advance(5000);
    await program.say(DOWN);
    expect(said()).toBeUndefined();
  });

  it('is counted if others ended with it', async () => {
    const {program, end, said} = await start([runningAt(1000), runningAt(999), runningAt(998)]);
    await end(1000);
    await end(999, 'Completed');
    await end(998, 'Completed');
    expect(said()).toEqual({text: '3 ended: 2 ✓ 1 ✗', isFailure: true});
    expect(ruleWords(program.state())?.text).toBe('3 ended: 2 ✓ 1 ✗');
  });

  it('is announced without a reason while that is not known, or cannot be read', async () => {
    const {aws, program, said} = await start();
    const {listJobs} = aws;
    let answer = () => {};
    aws.getJob = () =>
      new Promise(resolve => {
        answer = () => resolve({ok: false, error: oops({kind: 'access', isTransient: false})});
      });
    aws.jobs = aws.jobs.map(job => (job.arn === arnOf(1000) ? jobAt(1000, {status: 'Failed'}) : job));
    // The head poll tells of the end; the running poll does not get through.
    aws.listJobs = (request, signal) =>
      request.status === 'InProgress'
        ? Promise.resolve({ok: false, error: oops({kind: 'throttled'})})
        : listJobs(request, signal);
    await program.clock.advance(70_000);
    expect(said()?.text).toBe('✗ job-1000 failed after 5m 00s');
    answer();
    await program.clock.settle();
    expect(said()?.text).toBe('✗ job-1000 failed after 5m 00s');
  });

  it('costs one get, however it was learned of', async () => {
    const {aws, program, said} = await start();
    aws.gets.length = 0;
    const listJobs = aws.listJobs;
    // The running poll does not get through: the head poll tells of the end.
    aws.listJobs = (request, signal) =>
      request.status === 'InProgress'
        ? Promise.resolve({ok: false, error: oops({kind: 'throttled'})})
        : listJobs(request, signal);
    aws.jobs = aws.jobs.map(job => (job.arn === arnOf(1000) ? jobAt(1000, {status: 'Failed'}) : job));
    await program.clock.advance(70_000);
    expect(said()?.text).toBe('✗ job-1000 failed after 5m 00s: The files are not there');
    expect(aws.gets.filter(arn => arn === arnOf(1000))).toHaveLength(1);
  });

  it('is opened from anywhere, once', async () => {
    const {program, end} = await start([runningAt(1000), runningAt(999)]);
    await end(1000);
    await end(999);
    await program.say({kind: 'help-opened'}, {kind: 'ending-opened'}, {kind: 'ending-opened'});
    expect(program.state().overlays.map(({kind}) => kind)).toEqual(['help', 'detail']);
    expect(currentArn(program.state())).toBe(arnOf(999));
    await program.say({kind: 'overlays-closed'});
    expect(overlayOf(program.state())).toBeUndefined();
  });

  it('sets no timer', async () => {
    const {program, end} = await start();
    await end(1000);
    await program.clock.advance(60_000);
    expect(program.clock.pending()).toBe(1);
  });
});

describe('the first sentence of a reason', () => {
  it.each([
    ['The files are not there.', 'The files are not there'],
    ['Access to s3://bucket/v1.2/ was denied. The role needs s3:GetObject.', 'Access to s3://bucket/v1.2/ was denied'],
    ['The weights take 203.5 GB; 200 GB at most. (simulated)', 'The weights take 203.5 GB; 200 GB at most'],
    ['Two\nlines without an end', 'Two lines without an end'],
    ['Try again!  Or not.', 'Try again!'],
    ['', ''],
  ])('%j', (text, first) => {
    expect(firstSentence(text)).toBe(first);
  });
});

describe('events', () => {
  it('are the new, completed and failed jobs of this run, the latest first', async () => {
    const {aws, program, end} = await start();
    await program.say({kind: 'events-opened'});
    expect(overlayRows(program.state())).toEqual([]);
    aws.jobs.unshift(runningAt(1005));
    await program.clock.advance(5000);
    await end(1000);
    await end(1005, 'Completed');
    const rows = eventRows(program.state());
    expect(rows.map(({event}) => [event.kind, event.job.name])).toEqual([
      ['ended', 'job-1005'],
      ['failed', 'job-1000'],
      ['new', 'job-1005'],
    ]);
    const texts = rows.map(row => eventText(program.state(), row, 120));
    expect(texts[1]?.first).toBe('failed     ');
    expect(texts[1]?.rest).toContain('The files are not there');
    expect(texts.every(({first, rest}) => first.length + rest.length === 118)).toBe(true);
  });

  it('do not count jobs as new that are only seen late, such as older pages and other filters', async () => {
    const {program} = await start();
    await program.say({kind: 'load-all-asked'});
    await program.say({kind: 'order-reversed'});
    await program.clock.advance(120_000);
    await program.say({kind: 'status-cycled'});
    await program.clock.advance(120_000);
    expect(eventRows(program.state())).toEqual([]);
  });

  it('keep their selection by the event, and open its job', async () => {
    const {program, end} = await start([runningAt(1000), runningAt(999)]);
    await end(1000);
    await program.say({kind: 'events-opened'}, DOWN);
    await end(999);
    // Without a move the first row stays selected, which is now another event.
    expect(currentArn(program.state())).toBe(arnOf(1000));
    await program.say({kind: 'detail-opened'});
    expect(overlayOf(program.state())).toMatchObject({kind: 'detail', arn: arnOf(1000)});
  });

  it('scroll by pages and to both ends', async () => {
    const jobs = Array.from({length: 60}, (_, i) => runningAt(1000 - i));
    const {aws, program} = await start(jobs, {size: {columns: 80, rows: 24}});
    aws.jobs = aws.jobs.map(job =>
      job.status === 'InProgress' ? {...job, status: 'Completed', endedAt: job.createdAt + 1} : job,
    );
    await program.clock.advance(60_000);
    await program.say({kind: 'events-opened'}, {kind: 'moved', motion: {kind: 'last'}});
    const rows = eventRows(program.state());
    expect(rows.length).toBe(60);
    expect(overlayOf(program.state())).toMatchObject({selected: rows[59]?.key, top: 60 - 19});
    await program.say({kind: 'moved', motion: {kind: 'pages', by: -1}});
    expect(overlayOf(program.state())).toMatchObject({selected: rows[41]?.key, top: 60 - 19 - 18});
    await program.say({kind: 'moved', motion: {kind: 'first'}});
    expect(overlayOf(program.state())).toMatchObject({selected: rows[0]?.key, top: 0});
  });
});

describe('notifications', () => {
  const settings = {hasNotifications: true};

  it('wait for the reason of a failure', async () => {
    const {program, end} = await start(undefined, {settings});
    await end(1000);
    expect(program.notifications).toEqual(['✗ job-1000 failed after 5m 00s: The files are not there']);
    await program.clock.advance(60_000);
    expect(program.notifications).toHaveLength(1);
  });

  it('wait for it also if the job ended while an earlier question about it had no answer', async () => {
    const aws = createNamedAws(runningAt(1000), ...jobsDown(990, 900));
    const {getJob} = aws;
    let release = () => {};
    aws.getJob = async (arn, signal) => {
      const outcome = await getJob(arn, signal);
      await new Promise<void>(resolve => {
        release = resolve;
      });
      return outcome;
    };
    const program = createProgram({gateway: aws, settings});
    await program.say({kind: 'started'});
    await program.clock.advance(1000);
    aws.getJob = getJob;
    aws.jobs = aws.jobs.map(job => (job.arn === arnOf(1000) ? jobAt(1000, {status: 'Failed'}) : job));
    await program.say({kind: 'moved', motion: {kind: 'rows', by: 5}}, {kind: 'refresh-asked'});
    expect(program.notifications).toEqual([]);
    release();
    await program.clock.settle();
    expect(program.notifications).toEqual(['✗ job-1000 failed after 5m 00s: The files are not there']);
    expect(announcement(program.state())?.text).toBe(program.notifications[0]);
  });

  it('wait for one more answer only if AWS goes on saying that the job runs', async () => {
    const aws = createNamedAws(runningAt(1000), ...jobsDown(990, 900));
    let release = () => {};
    const {getJob} = aws;
    aws.getJob = (arn, signal) => {
      if (arn !== arnOf(1000)) return getJob(arn, signal);
      aws.gets.push(arn);
      return new Promise(resolve => {
        release = () => resolve({ok: true, value: detailOf(runningAt(1000))});
      });
    };
    const program = createProgram({gateway: aws, settings});
    await program.say({kind: 'started'});
    await program.clock.advance(1000);
    aws.jobs = aws.jobs.map(job => (job.arn === arnOf(1000) ? jobAt(1000, {status: 'Failed'}) : job));
    await program.say({kind: 'moved', motion: {kind: 'rows', by: 5}}, {kind: 'refresh-asked'});
    for (let i = 0; i < 4; i++) {
      release();
      await program.clock.settle();
    }
    expect(aws.gets.filter(arn => arn === arnOf(1000))).toHaveLength(2);
    expect(program.notifications).toEqual(['✗ job-1000 failed after 5m 00s']);
  });

  it('come without it if it cannot be read', async () => {
    const {aws, program} = await start(undefined, {settings});
    const listJobs = aws.listJobs;
    aws.listJobs = (request, signal) =>
      request.status === 'InProgress'
        ? Promise.resolve({ok: false, error: oops({kind: 'throttled'})})
        : listJobs(request, signal);
    aws.getJob = async () => ({ok: false, error: oops({kind: 'access', isTransient: false})});
    aws.jobs = aws.jobs.map(job => (job.arn === arnOf(1000) ? jobAt(1000, {status: 'Failed'}) : job));
    await program.clock.advance(70_000);
    expect(program.notifications).toEqual(['✗ job-1000 failed after 5m 00s']);
  });

  it('are short', async () => {
    const {aws, program, end} = await start(undefined, {settings});
    const {getJob} = aws;
    aws.getJob = async (arn, signal) => {
      const outcome = await getJob(arn, signal);
      return outcome.ok ? {ok: true, value: {...outcome.value, failureMessage: 'x'.repeat(2000)}} : outcome;
    };
    await end(1000);
    expect(program.notifications[0]?.length).toBe(200);
    expect(program.notifications[0]).toMatch(/…$/);
  });

  it('are not sent unless they were asked for', async () => {
    const {program, end} = await start();
    await end(1000);
    expect(program.notifications).toEqual([]);
  });
});

it('the title counts what ended since somebody has looked, and what runs', async () => {
  const {program, end} = await start([runningAt(1000), runningAt(999), runningAt(998)]);
  expect(windowTitle(program.state())).toBe('●3 Bedrock imports');
  await end(1000);
  await end(999, 'Completed');
  expect(windowTitle(program.state())).toBe('✗1 ✓1 ●1 Bedrock imports');
  await program.clock.advance(10_000);
  await program.say(DOWN);
  expect(windowTitle(program.state())).toBe('●1 Bedrock imports');
});
