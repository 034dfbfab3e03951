/** What is asked about single jobs, and when. */
import {describe, expect, it} from 'vitest';
import {timersFor} from '../../../src/core/app/timers.ts';
import {DEFAULT_QUERY} from '../../../src/core/domain/query.ts';
import {detailLines, paneLines} from '../../../src/core/screens/jobs/detail.ts';
import {overlayOf} from '../../../src/core/state/select.ts';
import {createFakeAws, type FakeAws, oops} from '../../support/fake-aws.ts';
import {arnOf, detailOf, jobAt, jobsDown, runningAt} from '../../support/jobs.ts';
import {createProgram, type Program, type ProgramOptions} from '../../support/program.ts';

const start = async (jobs = jobsDown(500, 1), more: Partial<ProgramOptions> = {}) => {
  const aws = createFakeAws(jobs);
  const program = createProgram({gateway: aws, ...more});
  await program.say({kind: 'started'});
  return {aws, program};
};

const down = (by = 1) => ({kind: 'moved', motion: {kind: 'rows', by}}) as const;

describe('the selected job', () => {
  it('is asked about once it has rested for 200 ms, and kept', async () => {
    const {aws, program} = await start();
    await program.clock.advance(199);
    expect(aws.gets).toEqual([]);
    await program.clock.advance(1);
    expect(aws.gets).toEqual([arnOf(500)]);
    await program.say(down(), down(-1));
    await program.clock.advance(1000);
    expect(aws.gets).toEqual([arnOf(500)]);
  });

  it('scrolling past a job sends no request for it', async () => {
    const {aws, program} = await start();
    for (let i = 0; i < 200; i++) {
      await program.say(down());
      await program.clock.advance(30);
    }
    expect(aws.gets).toEqual([]);
    await program.clock.advance(200);
    expect(aws.gets).toEqual([arnOf(300)]);
  });

  it('that runs is asked about anew each time that it is selected', async () => {
    const {aws, program} = await start([runningAt(500), ...jobsDown(499, 400)]);
    await program.clock.advance(60_000);
    expect(aws.gets).toEqual([arnOf(500)]);
    await program.say(down());
    await program.clock.advance(300);
    await program.say(down(-1));
    await program.clock.advance(300);
    expect(aws.gets).toEqual([arnOf(500), arnOf(499), arnOf(500)]);
  });

  it('is not asked about if no pane shows it, but at once when its detail is opened', async () => {
    const {aws, program} = await start(undefined, {size: {columns: 60, rows: 15}});
    await program.clock.advance(2000);
    expect(aws.gets).toEqual([]);
    await program.say({kind: 'detail-opened'});
    expect(aws.gets).toEqual([arnOf(500)]);
    await program.say({kind: 'stepped-back'});
    expect(overlayOf(program.state())).toBeUndefined();
  });

  it('whose answer fails says so in its place, and is asked about again on r', async () => {
    const {aws, program} = await start();
    const {getJob} = aws;
    aws.getJob = async () => ({ok: false, error: oops({what: 'The job could not be read'})});
    await program.clock.advance(300);
    const lines = detailLines(program.state(), arnOf(500), 100);
    expect(lines.map(line => line.text).join(' ')).toContain('The job could not be read: AWS had an internal error.');
    aws.getJob = getJob;
    await program.say({kind: 'refresh-asked'});
    expect(aws.gets).toEqual([arnOf(500)]);
  });
});

describe('a job whose answer failed', () => {
  const failing = (aws: FakeAws, isTransient: boolean) => {
    const asked: {arn: string; at: number}[] = [];
    return {
      asked,
      fail: (program: Program) => {
        aws.getJob = async arn => {
          asked.push({arn, at: program.clock.now()});
          return {ok: false, error: oops({isTransient})};
        };
      },
    };
  };

  it('is asked about again automatically if that can help, with longer pauses, until it is answered', async () => {
    const {aws, program} = await start();
    const {getJob} = aws;
    const {asked, fail} = failing(aws, true);
    fail(program);
    await program.clock.advance(80_000);
    const at = asked.map(each => each.at);
    expect(at.slice(1).map((each, i) => each - (at[i] ?? 0))).toEqual([5000, 10_000, 20_000, 40_000]);
    aws.getJob = getJob;
    await program.clock.advance(80_000);
    expect(aws.gets).toEqual([arnOf(500)]);
    await program.clock.advance(600_000);
    expect(aws.gets).toEqual([arnOf(500)]);
  });

  it('waits for the person if it cannot help, or while the refresh is paused', async () => {
    const {aws, program} = await start();
    const {asked, fail} = failing(aws, false);
    fail(program);
    await program.clock.advance(600_000);
    expect(asked).toHaveLength(1);
    const other = await start();
    const passing = failing(other.aws, true);
    passing.fail(other.program);
    await other.program.clock.advance(1000);
    await other.program.say({kind: 'pause-toggled'});
    await other.program.clock.advance(600_000);
    expect(passing.asked).toHaveLength(1);
    await other.program.say({kind: 'pause-toggled'});
    await other.program.clock.settle();
    expect(passing.asked).toHaveLength(2);
  });

  it('out of sight is left alone, and asks for no timer', async () => {
    const {aws, program} = await start();
    const {asked, fail} = failing(aws, true);
    const {getJob} = aws;
    fail(program);
    await program.clock.advance(300);
    aws.getJob = getJob;
    await program.say(down());
    await program.clock.advance(300);
    expect(timersFor(program.state()).map(({message}) => message.kind)).not.toContain('detail-due');
    await program.clock.advance(60_000);
    expect(asked).toHaveLength(1);
    expect(aws.gets).toEqual([arnOf(499)]);
  });

  it('is no reason to spin while the selection moves, the window is too small, or all requests are in flight', async () => {
    const {aws, program} = await start();
    const {asked, fail} = failing(aws, true);
    fail(program);
    await program.clock.advance(300);
    await program.say({kind: 'resized', columns: 20, rows: 5});
    await program.clock.advance(20_000);
    expect(asked).toHaveLength(1);
    expect(timersFor(program.state()).filter(({at}) => at <= program.clock.now())).toEqual([]);
    await program.say({kind: 'resized', columns: 120, rows: 36});
    expect(asked).toHaveLength(2);
  });
});

describe('the reasons of failed jobs', () => {
  const failed = (n: number) => jobAt(n, {status: 'Failed'});
  const jobs = Array.from({length: 60}, (_, i) => failed(100 - i));
  const query = {...DEFAULT_QUERY, status: 'Failed'};

  it('are fetched for the window only, at most three at a time, each once', async () => {
    const {aws, program} = await start(jobs, {query});
    let inFlight = 0;
    let most = 0;
    const {getJob} = aws;
    aws.getJob = async (identifier, signal) => {
      inFlight += 1;
      most = Math.max(most, inFlight);
      await Promise.resolve();
      const answer = await getJob(identifier, signal);
      inFlight -= 1;
      return answer;
    };
    await program.clock.advance(1000);
    expect(most).toBe(3);
    expect(aws.gets).toHaveLength(19);
    expect(new Set(aws.gets).size).toBe(19);
    await program.clock.advance(60_000);
    expect(aws.gets).toHaveLength(19);
  });

  it('of jobs that scroll away leave the queue', async () => {
    const {aws, program} = await start(jobs, {query});
    const answers: (() => void)[] = [];
    const {getJob} = aws;
    aws.getJob = (identifier, signal) =>
      new Promise(resolve => answers.push(() => void getJob(identifier, signal).then(resolve)));
    await program.clock.advance(300);
    expect(answers).toHaveLength(3);
    await program.say({kind: 'moved', motion: {kind: 'last'}});
    await program.clock.advance(300);
    // The selected job is asked about all the same.
    expect(answers).toHaveLength(4);
    for (const answer of answers) answer();
    await program.clock.settle();
    for (const answer of answers.slice(4)) answer();
    await program.clock.settle();
    const later = aws.gets.slice(3).map(arn => Number(arn.slice(-12)));
    expect(later.length).toBeGreaterThan(3);
    expect(Math.max(...later)).toBeLessThanOrEqual(59);
  });

  it('are not fetched if the list has no room for them', async () => {
    const {aws, program} = await start(jobs, {query, size: {columns: 60, rows: 15}});
    await program.clock.advance(1000);
    expect(aws.gets).toEqual([]);
  });
});

describe('the lines of a detail', () => {
  const full = detailOf(jobAt(500, {status: 'Failed', modelArn: 'arn:model'}), {
    failureMessage: `First reason. ${'word '.repeat(80)}end.`,
    kmsKeyArn: 'arn:kms',
    subnetIds: ['subnet-1', 'subnet-2'],
    securityGroupIds: ['sg-1'],
  });
  const shown = async (detail = full) => {
    const {aws, program} = await start([jobAt(500, {status: detail.status})]);
    aws.getJob = async () => ({ok: true, value: detail});
    await program.clock.advance(300);
    return program.state();
  };

  it('have a place for every field', async () => {
    const state = await shown();
    const labels = detailLines(state, full.arn, 120).map(line => line.label.trim());
    expect(labels.filter(label => label !== '')).toEqual([
      'Why',
      'Source',
      'Created',
      'Model',
      'Role',
      'Job ARN',
      'Model ARN',
      'Modified',
      'KMS key',
      'Subnets',
      'Groups',
    ]);
    const text = detailLines(state, full.arn, 120)
      .map(line => line.text)
      .join('\n');
    expect(text).not.toContain('undefined');
    expect(text).toContain('subnet-1 subnet-2');
    expect(text).toContain('took 5m 00s');
  });

  it('leave out what is missing', async () => {
    const state = await shown(
      detailOf(jobAt(500, {modelName: undefined, modifiedAt: undefined}), {roleArn: undefined, s3Uri: undefined}),
    );
    const labels = detailLines(state, full.arn, 120).map(line => line.label.trim());
    expect(labels).toEqual(['Created', 'Job ARN']);
  });

  it('wrap a long reason whole on the full screen, and shorten it in the pane', async () => {
    const state = await shown();
    const whole = detailLines(state, full.arn, 80).filter(line => line.tone === 'failure');
    expect(whole.map(line => line.text).join(' ')).toBe(full.failureMessage);
    const pane = paneLines(state, full.arn, {width: 80, rows: 7});
    expect(pane).toHaveLength(7);
    expect(pane.filter(line => line.tone === 'failure').at(-1)?.text).toMatch(/…$/);
    expect(pane.some(line => line.label.startsWith('Source'))).toBe(true);
  });

  it('say how many do not fit into the pane, so that no value ends at its edge', async () => {
    const kmsKeyArn = `arn:aws:kms:us-east-1:111122223333:key/${'0'.repeat(60)}`;
    const state = await shown(
      detailOf(jobAt(500), {roleArn: `arn:aws:iam::111122223333:role/${'r'.repeat(64)}`, kmsKeyArn}),
    );
    const all = detailLines(state, full.arn, 80);
    for (let rows = 1; rows <= all.length + 1; rows++) {
      const pane = paneLines(state, full.arn, {width: 80, rows});
      expect(pane.length).toBeLessThanOrEqual(rows);
      if (rows >= all.length) expect(pane).toEqual(all);
      else expect(pane.at(-1)?.text).toBe(`… ${all.length - rows + 1} more lines`);
    }
  });

  it('say how long a job has been running', async () => {
    const {program} = await start([runningAt(988)]);
    const texts = (width: number) =>
      detailLines(program.state(), arnOf(988), width).map(line => line.label + line.text);
    expect(texts(100).join()).toContain('   running for 12m 00s');
    expect(texts(60)).toContain('Running   for 12m 00s');
  });

  const REASONS = ['No config.json.', 'The architecture is not supported. '.repeat(4), 'word '.repeat(200)];
  it.each([
    ['that completed', jobAt(500), undefined],
    ['that runs', runningAt(500), undefined],
    ...REASONS.map(
      reason => [`that failed for ${reason.length} characters`, jobAt(500, {status: 'Failed'}), reason] as const,
    ),
  ] as const)('of a job %s do not move in the pane when its answer arrives', async (_, job, failureMessage) => {
    for (const size of [
      {width: 80, rows: 6},
      {width: 120, rows: 10},
      {width: 84, rows: 46},
    ]) {
      const aws = createFakeAws([job]);
      aws.getJob = async () => ({ok: true, value: detailOf(job, {failureMessage, kmsKeyArn: 'arn:kms'})});
      const program = createProgram({gateway: aws});
      await program.say({kind: 'started'});
      const places = () => {
        const labels = paneLines(program.state(), job.arn, size).map(line => line.label.trim());
        return new Map(labels.filter(label => label !== '').map(label => [label, labels.indexOf(label)]));
      };
      const before = places();
      await program.clock.advance(300);
      const after = places();
      expect(after.size).toBeGreaterThanOrEqual(4);
      for (const [label, place] of after) expect(before.get(label) ?? place, label).toBe(place);
      // Nor does a field give its row to the count of what does not fit.
      expect([...after.keys()]).toEqual(expect.arrayContaining([...before.keys()]));
    }
  });

  it('of a failed job do not move on the full screen when its answer arrives', async () => {
    const job = jobAt(500, {status: 'Failed'});
    for (const size of [
      {columns: 80, rows: 24},
      {columns: 120, rows: 36},
      {columns: 160, rows: 50},
    ]) {
      const aws = createFakeAws([job]);
      aws.getJob = async () => ({ok: true, value: detailOf(job, {failureMessage: 'word '.repeat(90)})});
      const program = createProgram({gateway: aws, size});
      await program.say({kind: 'started'});
      const sourceAt = () =>
        detailLines(program.state(), job.arn, size.columns).findIndex(({label}) => label.startsWith('Source'));
      const before = sourceAt();
      await program.clock.advance(300);
      expect(sourceAt()).toBe(before);
    }
  });
});
