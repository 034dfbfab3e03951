/** Signing in: what the key asks, what is shown first, and what becomes of the connections afterwards. */
import {describe, expect, it} from 'vitest';
import {failure} from '../../../src/core/domain/app-error.ts';
import {commandText, signInLines} from '../../../src/core/screens/connections/sign-in.ts';
import {failureOf, isConnected, overlayOf} from '../../../src/core/state/select.ts';
import type {State} from '../../../src/core/state/state.ts';
import {aws} from '../../support/accounts.ts';
import {
  DEV_EU_ID,
  DEV_ID,
  denied,
  expired,
  LOGIN,
  listsOf,
  PROD_ID,
  startExpired,
} from '../../support/expired-session.ts';
import {createFakeAws} from '../../support/fake-aws.ts';
import {jobAt} from '../../support/jobs.ts';
import {createProgram} from '../../support/program.ts';
import {TARGET} from '../../support/state.ts';

/** In the order of opening, from below. */
const overlaysOf = (state: State) => state.overlays.map(({kind}) => kind);

describe('the command', () => {
  it('is shown before anything runs, and esc leaves it', async () => {
    const {program} = await startExpired();
    const state = await program.say({kind: 'sign-in-asked', target: DEV_ID});
    expect(overlayOf(state)).toMatchObject({kind: 'sign-in', command: ['aws', 'sso', 'login', '--profile', 'dev']});
    expect(program.signIns).toEqual([]);
    expect(overlaysOf(await program.say({kind: 'stepped-back'}))).toEqual(['connections']);
    expect(program.signIns).toEqual([]);
  });

  it('runs once it is confirmed', async () => {
    const {program} = await startExpired();
    await program.say({kind: 'sign-in-asked', target: DEV_ID});
    const state = await program.say({kind: 'sign-in-confirmed'}, {kind: 'sign-in-confirmed'});
    expect(program.signIns).toEqual([['aws', 'sso', 'login', '--profile', 'dev']]);
    expect(overlaysOf(state)).toEqual(['connections']);
  });

  it('does not appear over what the person has opened in the meantime: its enter would run it', async () => {
    const {program} = await startExpired();
    program.store.dispatch({kind: 'sign-in-asked', target: DEV_ID});
    program.store.dispatch({kind: 'stepped-back'});
    const state = await program.say({kind: 'search-opened'});
    expect(overlaysOf(state)).toEqual(['search']);
  });

  it('is not shown for a connection that has been left', async () => {
    const {program} = await startExpired();
    const state = await program.say({kind: 'login-found', target: aws('test', 'us-west-2'), login: LOGIN});
    expect(overlaysOf(state)).toEqual(['connections']);
  });

  it('is refused with the reason if there is none', async () => {
    const {program} = await startExpired({kind: 'ended'}, {kind: 'none', reason: 'the demo needs no sign-in'});
    const state = await program.say({kind: 'sign-in-asked', target: PROD_ID});
    expect(state.notice?.text).toBe('the demo needs no sign-in');
    expect(overlaysOf(state)).toEqual(['connections']);
  });

  it('can be had on the setup screen, too', async () => {
    const gateway = {...createFakeAws([]), connect: async () => failure<never>(expired)};
    const program = createProgram({gateway, login: LOGIN});
    await program.say({kind: 'started'});
    const state = await program.say({kind: 'sign-in-asked', target: undefined});
    expect(overlaysOf(state)).toEqual(['sign-in']);
  });

  it('is quoted for a shell, has no control characters, and keeps its indentation where it wraps', async () => {
    expect(commandText(['aws', 'sso', 'login', '--profile', "it's\u001b[31m red"])).toBe(
      "aws sso login --profile 'it'\\''s red'",
    );
    const {program} = await startExpired();
    await program.say({kind: 'resized', columns: 40, rows: 10});
    const overlay = {
      kind: 'sign-in',
      command: ['aws', 'sso', 'login', '--profile', 'p'.repeat(40)],
      scroll: 0,
    } as const;
    const lines = signInLines(program.state(), overlay);
    expect(lines.filter(line => line.includes('ppp')).every(line => line.startsWith('  ') && line.length <= 38)).toBe(
      true,
    );
    expect(lines.find(line => line.includes('aws sso'))).toMatch(/^ {2}aws sso login/);
  });
});

const signIn = async (program: Awaited<ReturnType<typeof startExpired>>['program']) => {
  await program.say({kind: 'sign-in-asked', target: DEV_ID});
  await program.say({kind: 'sign-in-confirmed'});
  await program.clock.advance(100);
  return program.state();
};

describe('after it', () => {
  it('every connection that waits for credentials works again, and the others are not asked', async () => {
    const {program, dev, eu, prod} = await startExpired();
    let renewed = 0;
    for (const account of [dev, eu, prod]) {
      account.renew = () => {
        renewed += 1;
      };
    }
    const before = listsOf([dev, eu, prod]);
    const state = await signIn(program);
    for (const id of [DEV_ID, DEV_EU_ID, PROD_ID]) expect(failureOf(state, id)).toBeUndefined();
    expect(renewed).toBe(2);
    const after = listsOf([dev, eu, prod]);
    expect(after.map((count, i) => count > (before[i] ?? 0))).toEqual([true, true, false]);
    expect(state.notice?.text).toBe('aws sso login --profile dev has finished; retrying 2 connections');
  });

  it('a failure that credentials cannot mend is not retried', async () => {
    const {program, prod} = await startExpired();
    prod.failures.push(denied, denied);
    await program.clock.advance(61_000);
    expect(failureOf(program.state(), PROD_ID)?.error).toBe(denied);
    const before = prod.lists.length;
    await signIn(program);
    expect(prod.lists.length).toBe(before);
  });

  it('one that never came about is connected anew', async () => {
    let isSignedIn = false;
    const gateway = {...createFakeAws([jobAt(1)])};
    const {connect, listJobs} = gateway;
    gateway.connect = async signal => (isSignedIn ? connect(signal) : failure(expired));
    gateway.listJobs = async (request, signal) => (isSignedIn ? listJobs(request, signal) : failure(expired));
    const program = createProgram({gateway, login: LOGIN});
    await program.say({kind: 'started'});
    await program.say({kind: 'sign-in-asked', target: undefined});
    isSignedIn = true;
    const state = await program.say({kind: 'sign-in-confirmed'});
    expect(isConnected(state, TARGET)).toBe(true);
    expect(state.screens.jobs.slices.get(TARGET)?.feed.items).toHaveLength(1);
  });

  it('a command that failed is said, and nothing is retried', async () => {
    const reason = 'aws sso login exited with code 1';
    const {program, dev} = await startExpired({kind: 'failed', reason});
    const before = dev.lists.length;
    const state = await signIn(program);
    expect(state.notice?.text).toContain(reason);
    expect(state.notice?.shorter).toContain(reason);
    expect(dev.lists.length).toBe(before);
  });

  it('without the program, its command is copied and shown', async () => {
    const {program} = await startExpired({kind: 'missing'});
    const state = await signIn(program);
    expect(program.copies).toEqual(['aws sso login --profile dev']);
    expect(overlayOf(state)).toMatchObject({
      kind: 'copied',
      text: 'aws sso login --profile dev',
      note: expect.stringContaining('`aws` was not found'),
    });
  });
});
