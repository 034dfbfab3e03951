/** Suspending and repainting in the state: what is asked for, and what happens when the program is back. */
import {describe, expect, it} from 'vitest';
import {feedOf} from '../../../src/core/state/select.ts';
import {createFakeAws} from '../../support/fake-aws.ts';
import {jobsDown, runningAt} from '../../support/jobs.ts';
import {createProgram} from '../../support/program.ts';

const start = async (jobs = [runningAt(1000), ...jobsDown(999, 900)]) => {
  const aws = createFakeAws(jobs);
  const program = createProgram({gateway: aws});
  await program.say({kind: 'started'});
  await program.clock.advance(1000);
  aws.lists.length = 0;
  return {aws, program};
};

describe('suspending', () => {
  it('asks for the stop, and changes nothing', async () => {
    const {program} = await start();
    const before = program.state();
    const after = await program.say({kind: 'suspend-asked'});
    expect(program.suspensions()).toBe(1);
    expect(after.overlays).toBe(before.overlays);
    expect(feedOf(after)).toBe(feedOf(before));
  });
});

describe('coming back', () => {
  it('asks about running jobs at once', async () => {
    const {aws, program} = await start();
    await program.say({kind: 'resumed'});
    expect(aws.lists).toEqual([expect.objectContaining({status: 'InProgress'})]);
  });

  it('asks nothing if no job runs', async () => {
    const {aws, program} = await start(jobsDown(999, 900));
    await program.say({kind: 'resumed'});
    expect(aws.lists).toEqual([]);
  });

  it('asks nothing while the refresh is paused', async () => {
    const {aws, program} = await start();
    await program.say({kind: 'pause-toggled'}, {kind: 'resumed'});
    expect(aws.lists).toEqual([]);
  });

  it('has the focus: the report of it may have gone to the shell', async () => {
    const {program} = await start();
    await program.say({kind: 'focus-changed', hasFocus: false});
    expect((await program.say({kind: 'resumed'})).hasFocus).toBe(true);
  });
});

describe('repainting', () => {
  it('is asked for, and changes nothing', async () => {
    const {program} = await start();
    const before = program.state();
    expect(await program.say({kind: 'repaint-asked'})).toMatchObject({...before, clock: expect.any(Number)});
    expect(program.repaints()).toBe(1);
  });

  it('keeps the reason for a refusal on the screen', async () => {
    const {program} = await start();
    await program.say({kind: 'refused', reason: 'no job is selected'}, {kind: 'repaint-asked'});
    expect(program.state().notice?.text).toBe('no job is selected');
  });
});
