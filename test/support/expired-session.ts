/** Three connections in memory: two of profile dev, whose session has expired, and one of prod, which works. */
import {expect} from 'vitest';
import type {Login, SignInOutcome} from '../../src/core/domain/ports.ts';
import {targetKey} from '../../src/core/domain/target.ts';
import {failureOf} from '../../src/core/state/select.ts';
import {type Account, aws, startAccounts} from './accounts.ts';
import {oops} from './fake-aws.ts';

const DEV = aws('dev', 'us-east-1');
const DEV_EU = aws('dev', 'eu-central-1');
const PROD = aws('prod', 'us-east-1');
export const [DEV_ID, DEV_EU_ID, PROD_ID] = [DEV, DEV_EU, PROD].map(targetKey) as [string, string, string];

export const LOGIN: Login = {kind: 'login', command: ['aws', 'sso', 'login', '--profile', 'dev']};
export const expired = oops({
  kind: 'credentials',
  why: 'The SSO session of profile dev has expired',
  next: 'Run `aws sso login --profile dev`',
  isTransient: false,
});
export const denied = oops({kind: 'access', why: 'Access denied', isTransient: false});

export const listsOf = (accounts: readonly Account[]) => accounts.map(({lists}) => lists.length);

/** Three connections: two of dev, whose session has expired, and one of prod, which works. */
export const startExpired = async (outcome: SignInOutcome = {kind: 'ended'}, login: Login = LOGIN) => {
  const accounts = await startAccounts({targets: [DEV, DEV_EU, PROD], login, signInOutcome: outcome});
  const {program} = accounts;
  await program.clock.advance(10);
  const [dev, eu, prod] = [
    accounts.of('dev', 'us-east-1'),
    accounts.of('dev', 'eu-central-1'),
    accounts.of('prod', 'us-east-1'),
  ];
  for (const account of [dev, eu]) account.failures.push(expired, expired);
  await program.clock.advance(61_000);
  expect(failureOf(program.state(), DEV_ID)?.error).toBe(expired);
  expect(failureOf(program.state(), DEV_EU_ID)?.error).toBe(expired);
  expect(failureOf(program.state(), PROD_ID)).toBeUndefined();
  for (const account of [dev, eu]) account.failures.length = 0;
  await program.say({kind: 'connections-opened'});
  return {accounts, program, dev, eu, prod};
};
