/** The screens over the list as they are drawn with several connections, one of which fails. */
import {describe, expect, it} from 'vitest';
import {failure} from '../../src/core/domain/app-error.ts';
import type {Message} from '../../src/core/state/message.ts';
import {type FakeAws, oops} from '../support/fake-aws.ts';
import {draw} from '../support/frame.tsx';
import {SIZES} from '../support/golden-screens.ts';
import {jobIn, type Place, severalAws} from '../support/several.ts';

const PLACES = ['dev/us-east-1', 'dev/eu-central-1', 'prod/us-east-1'] as const;
const DENIED = oops({kind: 'access', what: 'The list could not be read', why: 'access denied', isTransient: false});

const jobsAt = (place: Place) => [
  ...Array.from({length: 40}, (_, i) => jobIn(place, 999 - i)),
  ...Array.from({length: 7}, (_, i) => jobIn(place, 900 - i, {name: `llama-3-8b-support-v${i}`, status: 'Failed'})),
];

interface Size {
  readonly columns: number;
  readonly rows: number;
}

const show = async (
  size: Size,
  messages: readonly Message[],
  prepare: (aws: Record<(typeof PLACES)[number], FakeAws>) => void = () => {},
) => {
  const jobs = Object.fromEntries(PLACES.map(place => [place, jobsAt(place)]));
  const {aws, gateway, targets} = severalAws(jobs as Record<(typeof PLACES)[number], ReturnType<typeof jobsAt>>);
  const drawn = draw({gateway, targets, size});
  await drawn.say({kind: 'started'});
  prepare(aws);
  for (const message of messages) await drawn.say(message);
  await drawn.clock.advance(1000);
  return {drawn, aws};
};

const denied = (aws: Record<(typeof PLACES)[number], FakeAws>) => {
  aws['prod/us-east-1'].listJobs = async () => failure(DENIED);
};

const OPEN: readonly Message[] = [{kind: 'reasons-opened'}];

const REASON = 'The files are not there';
const SCREENS: Readonly<Record<string, readonly Message[]>> = {
  reasons: OPEN,
  'the jobs of a reason': [...OPEN, {kind: 'reason-opened', reason: REASON}],
  attempts: [{kind: 'attempts-opened', arn: jobsAt('dev/us-east-1')[40]?.arn}],
};

describe.each(SIZES)('at $columns x $rows', size => {
  it.each(Object.entries(SCREENS))('%s fit', async (_, messages) => {
    const {drawn} = await show(size, messages, denied);
    const lines = drawn.frame().split('\n');
    expect(lines.length).toBe(size.rows);
    for (const line of lines) expect(line.length, line).toBeLessThanOrEqual(size.columns);
  });
});

describe('the reasons', () => {
  const size = {columns: 120, rows: 24};

  it('say what they lack, with its name, and how it is tried again', async () => {
    const {drawn} = await show(size, OPEN, denied);
    expect(drawn.frame()).toContain('── prod/us-east-1 not read: access denied · r retries ─');
    expect(drawn.frame()).toContain(' 14 of 14 read, without prod/us-east-1');
  });

  it('say that beside what the others do', async () => {
    const {drawn} = await show(size, OPEN, aws => {
      denied(aws);
      aws['dev/us-east-1'].getJob = () => new Promise(() => {});
    });
    expect(drawn.frame()).toContain(
      '── reading reasons: 7 of 14 · prod/us-east-1 not read: access denied · esc stops ─',
    );
  });

  it('say when that is tried again by itself', async () => {
    const {drawn} = await show(size, OPEN, aws => {
      aws['prod/us-east-1'].getJob = async () => failure(oops({kind: 'throttled', why: 'too many requests'}));
    });
    expect(drawn.frame()).toMatch(/── prod\/us-east-1 7 reasons not read: too many requests · next try \d\d:\d\d:05 ─/);
  });

  it('do not say that nothing failed if one could not be read', async () => {
    const {drawn} = await show(size, OPEN, aws => {
      denied(aws);
      for (const one of Object.values(aws)) one.jobs = [];
    });
    expect(drawn.frame()).toContain('No failed job has been read. prod/us-east-1: access denied.');
  });
});

it('the jobs of a reason and the attempts say where each is', async () => {
  const size = {columns: 120, rows: 24};
  const reasons = await show(size, SCREENS['the jobs of a reason'] ?? []);
  expect(reasons.drawn.frame()).toMatch(/FAILED +CONNECTION +JOB/);
  expect(reasons.drawn.frame()).toMatch(/dev\/eu-central-1 +llama-3-8b-support-v0/);
  const attempts = await show(size, SCREENS.attempts ?? []);
  expect(attempts.drawn.frame()).toMatch(/STATUS +PROFILE +REGION +JOB/);
  expect(attempts.drawn.frame()).toMatch(/Failed +prod +us-east-1 +llama-3-8b-support-v0/);
});
