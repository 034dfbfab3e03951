/** The screen of reasons as it is drawn: with many reasons, while it reads, and when a request has failed. */
import {describe, expect, it} from 'vitest';
import {type AppError, failure, success} from '../../src/core/domain/app-error.ts';
import type {Message} from '../../src/core/state/message.ts';
import {createFakeAws, oops} from '../support/fake-aws.ts';
import {draw} from '../support/frame.tsx';
import {SIZES} from '../support/golden-screens.ts';
import {detailOf, jobAt, MINUTE, NOON} from '../support/jobs.ts';

const WORDS = ['alpha', 'beta', 'gamma', 'delta', 'epsilon', 'zeta', 'eta', 'theta', 'iota', 'kappa', 'lambda', 'mu'];
const OPEN: readonly Message[] = [{kind: 'reasons-opened'}];

/** 200 jobs in 29 days of many families; each third failed, for one of twelve reasons. */
const awsWith = () => {
  const jobs = Array.from({length: 200}, (_, i) => {
    const createdAt = NOON - i * 200 * MINUTE - MINUTE;
    const family = ['llama-3-8b', 'mistral-7b', 'qwen2.5-vl-7b', '模型-13b'][i % 4];
    const status = i % 3 === 0 ? 'Failed' : 'Completed';
    const endedAt = createdAt + (5 + (i % 20)) * MINUTE;
    return jobAt(200 - i, {name: `${family}-support-v${200 - i}`, status, createdAt, endedAt});
  });
  const aws = createFakeAws(jobs);
  aws.getJob = async arn => {
    aws.gets.push(arn);
    const job = aws.jobs.find(one => one.arn === arn);
    if (!job) return failure(oops({kind: 'not-found'}));
    const word = WORDS[Number(arn.slice(-4)) ** 2 % WORDS.length];
    const failureMessage = `The ${word} of s3://x/${arn} is missing: ${`see the ${word} of the model. `.repeat(20)}`;
    return success(detailOf(job, {failureMessage}));
  };
  return aws;
};

type Size = (typeof SIZES)[number] | {readonly columns: number; readonly rows: number};

const show = async (
  size: Size,
  messages: readonly Message[] = OPEN,
  more: Partial<Parameters<typeof draw>[0]> = {},
) => {
  const drawn = draw({gateway: awsWith(), size, ...more});
  await drawn.say({kind: 'started'});
  for (const message of messages) await drawn.say(message);
  for (let i = 0; i < 20; i++) await drawn.clock.settle();
  return drawn;
};

const cells = (line: string): number => [...line].reduce((sum, one) => sum + (one > '\u2e80' ? 2 : 1), 0);

const expectFits = (frame: string, {columns, rows}: Size) => {
  const lines = frame.split('\n');
  expect(lines.length).toBe(rows);
  for (const line of lines) expect(cells(line), line).toBeLessThanOrEqual(columns);
};

describe.each(SIZES)('at $columns x $rows', size => {
  it('the reasons fit, and so do the jobs of one', async () => {
    const drawn = await show(size);
    expectFits(drawn.frame(), size);
    expect(drawn.frame()).toContain('67 of 67 read');
    await drawn.say({kind: 'moved', motion: {kind: 'last'}});
    expectFits(drawn.frame(), size);
    const last = drawn
      .frame()
      .split('\n')
      .find(line => line.startsWith('>'));
    expect(last).toMatch(/^> +\d/);
    await drawn.say({kind: 'reason-opened', reason: `The alpha`}, {kind: 'stepped-back'});
    expectFits(drawn.frame(), size);
  });

  it('nothing moves while reasons come in, except the rows', async () => {
    const drawn = await show(size, []);
    await drawn.say({kind: 'reasons-opened'});
    const early = drawn.frame().split('\n');
    for (let i = 0; i < 20; i++) await drawn.clock.settle();
    const late = drawn.frame().split('\n');
    const place = (lines: readonly string[]) => lines.findIndex(line => line.includes('By week'));
    expect(place(late)).toBe(place(early));
  });
});

describe('words', () => {
  const size = {columns: 100, rows: 30};
  const drawHeld = async (error?: AppError) => {
    const aws = awsWith();
    const get = aws.getJob;
    let asked = 0;
    aws.getJob = (arn, signal) => {
      asked += 1;
      if (asked <= 6) return get(arn, signal);
      return error ? Promise.resolve(failure(error)) : new Promise(() => {});
    };
    const drawn = draw({gateway: aws, size: {columns: 100, rows: 15}});
    await drawn.say({kind: 'started'}, ...OPEN);
    for (let i = 0; i < 10; i++) await drawn.clock.settle();
    return drawn;
  };

  it('while it reads: how far it is, and how to stop it', async () => {
    const drawn = await drawHeld();
    expect(drawn.frame()).toContain('── reading reasons: 6 of 67 · esc stops ─');
    await drawn.say({kind: 'stepped-back'});
    expect(drawn.frame()).toContain('── 61 of 67 not read · r goes on ─');
    expect(drawn.frame()).toContain('6 of 67 read');
  });

  it('denied: what, why, and how to try again', async () => {
    const drawn = await drawHeld(
      oops({kind: 'access', what: 'The job could not be read', why: 'Not allowed', isTransient: false}),
    );
    expect(drawn.frame()).toContain('── The job could not be read: Not allowed · r retries ─');
  });

  it('throttled: when it is tried again', async () => {
    const drawn = await drawHeld(
      oops({kind: 'throttled', what: 'The job could not be read', why: 'Too many requests'}),
    );
    expect(drawn.frame()).toMatch(/── The job could not be read: Too many requests · next try \d\d:\d\d:05 ─/);
  });

  it('nothing failed', async () => {
    const aws = createFakeAws([jobAt(999)]);
    const drawn = await show(size, OPEN, {gateway: aws});
    expect(drawn.frame()).toContain(' No job of this period failed.');
    expect(drawn.frame()).toContain('0 of 0 read');
  });

  it('charts are ASCII if the terminal has no more', async () => {
    const drawn = await show(size, OPEN, {settings: {isAscii: true}});
    expect(drawn.frame()).toMatch(/66%\s+#######/);
    expect(drawn.frame()).not.toMatch(/[█-▏]/);
  });

  it('the jobs of a reason, with the reason in full', async () => {
    const drawn = await show(size);
    await drawn.say({kind: 'reason-opened', reason: drawn.state().reading?.reasons[0]});
    expect(drawn.frame()).toMatch(/FAILED +JOB +TOOK/);
    expect(drawn.frame()).toMatch(/ The \w+ of … is missing: see the/);
    expectFits(drawn.frame(), size);
  });
});
