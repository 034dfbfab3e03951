/** Attempts at one import in other regions and accounts, and two jobs of different connections compared. */
import {describe, expect, it} from 'vitest';
import {failure} from '../../../src/core/domain/app-error.ts';
import type {Job} from '../../../src/core/domain/job.ts';
import {DEFAULT_QUERY} from '../../../src/core/domain/query.ts';
import {attemptRows, attemptsFailure, attemptsRemark} from '../../../src/core/screens/attempts/attempts.ts';
import {compareLines} from '../../../src/core/screens/compare/compare.ts';
import {openOverlay} from '../../../src/core/state/select.ts';
import {type FakeAws, oops} from '../../support/fake-aws.ts';
import type {Program} from '../../support/program.ts';
import {jobIn, type Place, startSeveral} from '../../support/several.ts';

const PLACES = ['dev/us-east-1', 'dev/eu-central-1', 'prod/us-east-1'] as const;
const [HERE, THERE, PROD] = PLACES;
const DENIED = oops({kind: 'access', why: 'access denied', isTransient: false});
const REFRESH = {kind: 'refresh-asked'} as const;

const attempt = (place: Place, n: number, version: number): Job =>
  jobIn(place, n, {name: `llama-3-8b-support-v${version}`, modelName: `m-${version}`});
const others = (place: Place): readonly Job[] => Array.from({length: 100}, (_, i) => jobIn(place, 900 - i));

/** One attempt is loaded, and each place has one more that is not. */
const OF = attempt(HERE, 1000, 9);
const OLD = {
  [HERE]: attempt(HERE, 500, 5),
  [THERE]: attempt(THERE, 600, 6),
  [PROD]: attempt(PROD, 700, 7),
} as const;

const start = async (prepare?: (aws: Record<string, FakeAws>) => void) => {
  const several = await startSeveral(
    {
      [HERE]: [OF, ...others(HERE), OLD[HERE]],
      [THERE]: [...others(THERE), OLD[THERE]],
      [PROD]: [...others(PROD), OLD[PROD]],
    },
    prepare ? {prepare} : {},
  );
  await several.program.clock.advance(1000);
  return several;
};

const asks = ({lists}: FakeAws) => lists.filter(({pageSize}) => pageSize === 1000).length;

const shown = ({state}: Program) => {
  const overlay = openOverlay(state(), 'attempts');
  if (!overlay) throw new Error('no attempts');
  return {
    arns: attemptRows(state(), overlay).map(({arn}) => arn),
    remark: attemptsRemark(state(), overlay)[0],
    failure: attemptsFailure(state(), overlay),
  };
};

const open = (program: Program) => program.say({kind: 'attempts-opened', arn: OF.arn});
const hangs = () => new Promise<never>(() => {});
const ALL = [OF, OLD[PROD], OLD[THERE], OLD[HERE]].map(({arn}) => arn);

describe('attempts', () => {
  it('are looked for on every connection: each once, the newest first', async () => {
    const {program, aws} = await start();
    await open(program);
    expect(shown(program)).toEqual({
      arns: ALL,
      remark: '4 jobs · names with “llama-3-8b-support” on AWS · same model among the 300 loaded',
      failure: undefined,
    });
    expect(PLACES.map(place => asks(aws[place]))).toEqual([1, 1, 1]);
  });

  it('that two profiles see are listed once, and counted once among the loaded', async () => {
    const jobs = [OF, attempt(HERE, 999, 8)];
    const {program} = await startSeveral({[HERE]: jobs, [PROD]: jobs} as const);
    await open(program);
    expect(shown(program).arns).toEqual(jobs.map(({arn}) => arn));
    expect(shown(program).remark).toContain('among the 2 loaded');
  });

  it('name the connection that is denied, and only that one is asked again', async () => {
    const {program, aws} = await start();
    const {listJobs} = aws[PROD];
    aws[PROD].listJobs = async () => failure(DENIED);
    await open(program);
    expect(shown(program)).toMatchObject({
      arns: [OF, OLD[THERE], OLD[HERE]].map(({arn}) => arn),
      failure: 'prod/us-east-1: access denied',
    });
    aws[PROD].listJobs = listJobs;
    await program.say(REFRESH);
    expect(shown(program)).toMatchObject({arns: ALL, failure: undefined});
    expect(PLACES.map(place => asks(aws[place]))).toEqual([1, 1, 1]);
  });

  it('name each of several that fail', async () => {
    const {program, aws} = await start();
    aws[HERE].listJobs = async () => failure(oops({kind: 'throttled', why: 'too many requests'}));
    aws[PROD].listJobs = async () => failure(DENIED);
    await open(program);
    expect(shown(program).failure).toBe('dev/us-east-1: too many requests; prod/us-east-1: access denied');
  });

  it('do not wait for a connection that hangs, and say whom they wait for', async () => {
    const {program, aws} = await start();
    aws[THERE].listJobs = hangs;
    await open(program);
    expect(shown(program)).toMatchObject({
      arns: [OF, OLD[PROD], OLD[HERE]].map(({arn}) => arn),
      remark: '3 jobs so far, among the 300 loaded · asking dev/eu-central-1 …',
    });
  });

  it('are not looked for on a connection that cannot be reached, until it can be', async () => {
    const {program, aws} = await start(given => {
      const prod = given[PROD] as FakeAws;
      const {connect} = prod;
      let fails = 1;
      prod.connect = async signal =>
        fails-- > 0 ? failure(oops({kind: 'credentials', why: 'no credentials', isTransient: false})) : connect(signal);
    });
    await open(program);
    expect(asks(aws[PROD])).toBe(0);
    expect(shown(program).failure).toBe('prod/us-east-1: no credentials');
    await program.say(REFRESH);
    expect(shown(program)).toMatchObject({arns: ALL, failure: undefined});
  });

  it('have their details from where they were found', async () => {
    // Only the job that runs is listed, so that the accounts of the others are not known.
    const running = attempt(HERE, 1000, 9);
    const {program, aws} = await startSeveral(
      {[HERE]: [{...running, status: 'InProgress', endedAt: undefined}], [THERE]: [], [PROD]: [OLD[PROD]]},
      {query: {...DEFAULT_QUERY, status: 'InProgress'}},
    );
    await open(program);
    await program.say({kind: 'moved', motion: {kind: 'last'}}, {kind: 'detail-opened'});
    expect(program.state().details.get(OLD[PROD].arn)?.detail?.arn).toBe(OLD[PROD].arn);
    expect(aws[PROD].gets).toEqual([OLD[PROD].arn]);
  });
});

describe('a comparison', () => {
  const compare = async (arns: readonly [string, string], isAll = false) => {
    const {program} = await start();
    await open(program);
    await program.say({kind: 'compared', arns});
    if (isAll) await program.say({kind: 'all-fields-toggled'});
    await program.clock.settle();
    const overlay = openOverlay(program.state(), 'compare');
    const lines = overlay ? compareLines(program.state(), overlay) : [];
    return lines.filter(({label}) => label.trim() === 'From').map(({left, right}) => [left.trim(), right]);
  };

  it('says from which connections the two jobs are', async () => {
    expect(await compare([OF.arn, OLD[PROD].arn])).toEqual([['dev/us-east-1', 'prod/us-east-1']]);
    expect(await compare([OF.arn, OLD[HERE].arn])).toEqual([]);
    expect(await compare([OF.arn, OLD[HERE].arn], true)).toEqual([['dev/us-east-1', 'dev/us-east-1']]);
  });
});
