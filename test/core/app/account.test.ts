/** Credentials that become another account's in the middle of it. */
import {describe, expect, it} from 'vitest';
import {DEFAULT_QUERY} from '../../../src/core/domain/query.ts';
import {mainConnection, rowsOf} from '../../../src/core/state/select.ts';
import {createFakeAws, oops} from '../../support/fake-aws.ts';
import {arnOf, jobsDown, runningAt} from '../../support/jobs.ts';
import {createProgram} from '../../support/program.ts';

const ofAccount = (account: string) => (job: ReturnType<typeof runningAt>) => ({
  ...job,
  arn: job.arn.replace('111122223333', account),
  name: `${account}-${job.name}`,
});

describe('the credentials of another account', () => {
  it.each(['tick', 'page', 'look', 'attempts'] as const)('found by a %s: none of the rows before stays', async way => {
    const aws = createFakeAws([runningAt(1000), ...jobsDown(999, 700)]);
    const program = createProgram({gateway: aws});
    await program.say({kind: 'started'});
    await program.clock.advance(1000);
    expect(mainConnection(program.state()).account).toBe('111122223333');
    await program.say({kind: 'mark-toggled', arn: arnOf(999)}, {kind: 'search-opened'}, {kind: 'stepped-back'});
    if (way === 'attempts') aws.failures.push(oops());
    await program.say({kind: 'attempts-opened', arn: arnOf(999)});
    if (way !== 'attempts') await program.say({kind: 'stepped-back'});
    aws.jobs = [runningAt(1000), ...jobsDown(999, 950)].map(ofAccount('444455556666'));
    if (way === 'tick') await program.clock.advance(5000);
    if (way === 'page') await program.say({kind: 'moved', motion: {kind: 'last'}});
    if (way === 'attempts') await program.say({kind: 'stepped-back'}, {kind: 'attempts-opened', arn: arnOf(998)});
    if (way === 'look') await program.say({kind: 'refresh-asked'});
    await program.clock.advance(1000);
    const state = program.state();
    expect(mainConnection(state).account).toBe('444455556666');
    const rows = rowsOf(state).items;
    expect(rows).toHaveLength(51);
    expect(rows.every(job => job.arn.includes(':444455556666:'))).toBe(true);
    expect([...mainConnection(state).running.keys()].every(arn => arn.includes(':444455556666:'))).toBe(true);
    expect([...state.details.keys()].every(arn => arn.includes(':444455556666:'))).toBe(true);
    expect(state.notice?.text).toContain('444455556666');
    expect(state).toMatchObject({marks: [], events: [], searchedFrom: undefined, overlays: []});
  });

  it('without a job there: none of the rows before stays, and no account is named', async () => {
    const aws = createFakeAws([runningAt(1000), ...jobsDown(999, 900)]);
    const program = createProgram({gateway: aws});
    await program.say({kind: 'started'});
    await program.clock.advance(1000);
    aws.jobs = [];
    await program.say({kind: 'refresh-asked'});
    expect(rowsOf(program.state()).items).toEqual([]);
    expect(mainConnection(program.state()).account).toBeUndefined();
    expect(mainConnection(program.state()).running.size).toBe(0);
  });

  it('are not guessed if a running job has left the status filter', async () => {
    const aws = createFakeAws([runningAt(1000), ...jobsDown(999, 900)]);
    const query = {...DEFAULT_QUERY, status: 'InProgress'};
    const program = createProgram({gateway: aws, query});
    await program.say({kind: 'started'});
    aws.jobs = jobsDown(1000, 900);
    await program.say({kind: 'refresh-asked'});
    await program.clock.advance(100);
    expect(rowsOf(program.state()).items.map(({status}) => status)).toEqual(['Completed']);
  });

  it('are not guessed from an empty answer', async () => {
    const aws = createFakeAws(jobsDown(999, 900));
    const program = createProgram({gateway: aws});
    await program.say({kind: 'started'});
    await program.say({kind: 'status-cycled'});
    expect(mainConnection(program.state()).account).toBe('111122223333');
  });
});
