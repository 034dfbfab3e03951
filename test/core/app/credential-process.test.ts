/** A credential_process that may be waiting for a person: when it is said, and the repaint after it. */
import {describe, expect, it} from 'vitest';
import {credentialsCommand} from '../../../src/core/domain/credentials-command.ts';
import {feedOf, mainConnection} from '../../../src/core/state/select.ts';
import {createFakeAws} from '../../support/fake-aws.ts';
import {jobsDown} from '../../support/jobs.ts';
import {createProgram} from '../../support/program.ts';
import {TARGET} from '../../support/state.ts';

const STARTED = {kind: 'credential-process-started', target: TARGET, run: 1, profile: 'corp'} as const;
const ENDED = {kind: 'credential-process-ended', target: TARGET, run: 1} as const;

/** The program while it looks for credentials, or with a list. */
const start = async (isConnected: boolean) => {
  const aws = createFakeAws(jobsDown(20, 1));
  if (!isConnected) {
    aws.connect = () => new Promise(() => {});
    aws.listJobs = () => new Promise(() => {});
  }
  const program = createProgram({gateway: aws});
  await program.say({kind: 'started'});
  await program.clock.advance(1000);
  return program;
};

describe('while credentials are looked for', () => {
  it('it may be waiting for input after three seconds', async () => {
    const program = await start(false);
    await program.say(STARTED);
    await program.clock.advance(2_900);
    expect(mainConnection(program.state()).credentialProcess).toMatchObject({profile: 'corp', isSlow: false});
    await program.clock.advance(100);
    expect(mainConnection(program.state()).credentialProcess).toMatchObject({profile: 'corp', isSlow: true});
    expect(program.state().notice).toBeUndefined();
  });

  it('its end repaints the screen, on which it may have written', async () => {
    const program = await start(false);
    await program.say(STARTED);
    await program.clock.advance(3_000);
    expect(program.repaints()).toBe(0);
    await program.say(ENDED);
    expect(program.repaints()).toBe(1);
    expect(mainConnection(program.state()).credentialProcess).toBeUndefined();
  });

  it('one that is quick is not spoken of', async () => {
    const program = await start(false);
    await program.say(STARTED);
    await program.clock.advance(1000);
    await program.say(ENDED);
    await program.clock.advance(10_000);
    expect(mainConnection(program.state()).credentialProcess).toBeUndefined();
    expect(program.repaints()).toBe(0);
  });

  it('the end of an earlier run is not that of the one that runs now', async () => {
    const program = await start(false);
    await program.say(STARTED);
    await program.say({...STARTED, run: 2});
    await program.say(ENDED);
    expect(mainConnection(program.state()).credentialProcess).toMatchObject({run: 2});
    await program.say({...ENDED, run: 2});
    expect(mainConnection(program.state()).credentialProcess).toBeUndefined();
  });

  it('nothing is said of it once the way to AWS is opened anew', async () => {
    const program = await start(false);
    await program.say(STARTED);
    await program.clock.advance(3_000);
    await program.say({kind: 'demo-asked'});
    expect(mainConnection(program.state()).credentialProcess).toBeUndefined();
  });
});

describe('over a list that is there', () => {
  it('a notice says it, until the process has ended', async () => {
    const program = await start(true);
    await program.say(STARTED);
    await program.clock.advance(3_000);
    expect(program.state().notice?.text).toBe('The credential_process of profile corp may be waiting for input');
    await program.say(ENDED);
    expect(program.state().notice).toBeUndefined();
    expect(program.repaints()).toBe(1);
  });

  it('an end that nobody waited for changes nothing', async () => {
    const program = await start(true);
    const before = program.state();
    await program.say(ENDED);
    expect(program.repaints()).toBe(0);
    expect(feedOf(program.state())).toBe(feedOf(before));
  });
});

it.each([
  ['default', 'eval "$(aws configure export-credentials --format env)"'],
  ['dev', 'eval "$(aws configure export-credentials --profile dev --format env)"'],
  ["it's mine", `eval "$(aws configure export-credentials --profile 'it'\\''s mine' --format env)"`],
])('the command for profile %s can be pasted into a shell', (profile, command) => {
  expect(credentialsCommand(profile)).toBe(command);
});
