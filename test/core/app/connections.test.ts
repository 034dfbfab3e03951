/** The connections screen: a retry of one connection leaves the others alone. */
import {describe, expect, it} from 'vitest';
import {update} from '../../../src/core/app/update.ts';
import {failureOf} from '../../../src/core/state/select.ts';
import type {State} from '../../../src/core/state/state.ts';
import {DEV_EU_ID, DEV_ID, denied, expired, listsOf, startExpired} from '../../support/expired-session.ts';

describe('a retry of one connection', () => {
  it('asks only that one', async () => {
    const {program, dev, eu, prod} = await startExpired();
    const before = listsOf([dev, eu, prod]);
    await program.say({kind: 'connection-retried', target: DEV_EU_ID});
    await program.clock.advance(10);
    const after = listsOf([dev, eu, prod]);
    expect(after.map((count, i) => count - (before[i] ?? 0) > 0)).toEqual([false, true, false]);
    expect(failureOf(program.state(), DEV_ID)?.error).toBe(expired);
    expect(failureOf(program.state(), DEV_EU_ID)).toBeUndefined();
  });

  it('leaves the failed details of the others alone', async () => {
    const {program, accounts} = await startExpired();
    const gone = accounts.of('prod', 'us-east-1').jobs[0]?.arn ?? '';
    const own = accounts.of('dev', 'eu-central-1').jobs[0]?.arn ?? '';
    const load = {kind: 'failed', error: denied} as const;
    const failed = (state: State, ...arns: readonly string[]) =>
      arns.map(arn => state.details.get(arn)?.load.kind === 'failed');
    const details = new Map([gone, own].map(arn => [arn, {load, askedAt: 0}]));
    const [next] = update(
      {...program.state(), details},
      {kind: 'connection-retried', target: DEV_EU_ID},
      program.clock.now(),
    );
    expect(failed(next, gone, own)).toEqual([true, false]);
  });

  it('is said to be under way until it is answered', async () => {
    const {program, accounts} = await startExpired();
    accounts.slowness = 500;
    const state = await program.say({kind: 'connection-retried', target: DEV_EU_ID});
    expect(state.refreshing.length).toBeGreaterThan(0);
    const targets = state.refreshing.map(id => state.inFlight.get(id)?.target);
    expect(new Set(targets)).toEqual(new Set([DEV_EU_ID]));
    await program.clock.advance(600);
    expect(program.state().refreshing).toEqual([]);
  });
});
