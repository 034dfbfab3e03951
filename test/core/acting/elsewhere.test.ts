/** An import whose connection goes away, or leads to another account: it starts nowhere that its checklist did not name. */
import {describe, expect, it} from 'vitest';
import {reviewLines} from '../../../src/core/acting/imports/review.ts';
import {failure} from '../../../src/core/domain/app-error.ts';
import {contextOf} from '../../../src/core/state/select.ts';
import {aws as profile, startAccounts} from '../../support/accounts.ts';
import {createNamedAws, type FakeAws, oops} from '../../support/fake-aws.ts';
import {acted, filled, REVIEWED, submittedWith, TYPED} from '../../support/import-form.ts';
import {jobAt, runningAt} from '../../support/jobs.ts';
import {createProgram, type Program} from '../../support/program.ts';

const textOf = (program: Program): string =>
  reviewLines(program.state())
    .map(({mark, label, text}) => [mark, label, text].filter(Boolean).join(' '))
    .join('\n');
const phaseOf = (program: Program) => program.state().acting.submission?.phase;

const start = async (aws: FakeAws): Promise<Program> => {
  const program = createProgram({gateway: aws});
  await program.say({kind: 'started'});
  await program.clock.advance(1_000);
  return program;
};

/** From now on, the same credentials are another account's. */
const change = async (aws: FakeAws, program: Program): Promise<void> => {
  aws.jobs = [jobAt(9, {arn: jobAt(9).arn.replace('111122223333', '444455556666')})];
  await program.say({kind: 'refresh-asked'});
  await program.clock.advance(100);
};

describe('credentials of another account', () => {
  it('end the wait of an import, and say so', async () => {
    const aws = createNamedAws(jobAt(3), runningAt(2));
    const program = await start(aws);
    await program.say(...filled(), REVIEWED);
    await program.say(submittedWith('token-1'));
    expect(phaseOf(program)?.kind).toBe('waiting');
    await change(aws, program);
    expect(phaseOf(program)?.kind).toBe('failed');
    await program.clock.advance(600_000);
    expect(aws.created).toEqual([]);
    expect(textOf(program)).toContain('The import was not started.\nThe connection now leads to another account');
  });

  it('end the retries of an import whose answer was lost, and say that it may run', async () => {
    const aws = createNamedAws(jobAt(3));
    const program = await start(aws);
    await program.say(...filled(), REVIEWED);
    aws.createJob = async request => {
      aws.created.push(request);
      return failure(oops({kind: 'network'}));
    };
    await program.say(submittedWith('token-1'));
    expect(phaseOf(program)?.kind).toBe('pausing');
    await change(aws, program);
    await program.clock.advance(600_000);
    expect(aws.created).toHaveLength(1);
    expect(textOf(program)).toContain('It may have been started before: look for it there.');
  });

  it('a checklist asks its questions again', async () => {
    const aws = createNamedAws(jobAt(3), runningAt(2));
    const program = await start(aws);
    await program.say(...filled(), REVIEWED);
    expect(textOf(program)).toContain('job-2 is running');
    // Found by a poll: a refresh by the person asks again in any case.
    aws.jobs = [jobAt(9, {arn: jobAt(9).arn.replace('111122223333', '444455556666')})];
    await program.clock.advance(61_000);
    expect(contextOf(program.state())).toBe('review');
    expect(textOf(program)).toContain('pass free slot no other import is running');
  });
});

describe('a connection that is left', () => {
  it('takes its checklist along: the next import is for the new one', async () => {
    const {program, of} = await startAccounts();
    await program.say(...filled(), REVIEWED);
    await program.say({kind: 'overlays-closed'});
    await program.say({kind: 'choose-opened', of: 'profiles'});
    await program.say({kind: 'choice-edited', text: 'prod'}, {kind: 'choice-marked'}, {kind: 'choice-used'});
    await program.clock.advance(1_000);
    const state = await program.say(acted({kind: 'form-opened', form: 'import'}));
    expect(contextOf(state)).toBe('form');
    await program.say(...filled(), REVIEWED);
    await program.clock.advance(1_000);
    await program.say(submittedWith('token-1'));
    expect(of('prod').created.map(({jobName}) => jobName)).toEqual([TYPED.jobName]);
    expect(of('dev').created).toEqual([]);
  });

  it('takes an import along that waits in it, and says so', async () => {
    const {program, of} = await startAccounts({jobs: () => [runningAt(2)]});
    await program.say(...filled(), REVIEWED);
    await program.say(submittedWith('token-1'));
    expect(phaseOf(program)?.kind).toBe('waiting');
    // Only the setup screen leads elsewhere now.
    const state = await program.say({kind: 'profile-chosen', profile: 'prod'});
    expect(state.acting.submission).toBeUndefined();
    expect(contextOf(state)).not.toBe('review');
    expect(state.notice?.text).toBe('support-v8 is no longer followed: its connection was left');
    await program.clock.advance(600_000);
    expect([of('dev').created, of('prod').created]).toEqual([[], []]);
  });

  it('with others that stay, an import goes on in its own', async () => {
    const {program, of} = await startAccounts({targets: [profile('dev'), profile('test')], jobs: () => [runningAt(2)]});
    await program.clock.advance(1_000);
    await program.say(...filled(), REVIEWED);
    await program.say(submittedWith('token-1'));
    await program.say({kind: 'profile-chosen', profile: 'dev'});
    of('dev').jobs = [];
    await program.clock.advance(6_000);
    expect(of('dev').created).toHaveLength(1);
  });
});
