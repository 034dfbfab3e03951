/** One case at one of three connections: it is named, the others go on, and it heals without a restart. */
import {expect, onTestFinished} from 'vitest';
import {type Target, targetKey} from '../../src/core/domain/target.ts';
import {EMPTY_PAGES_MAX} from '../../src/core/list/pages.ts';
import {connectionEntries} from '../../src/core/screens/jobs/connections-line.ts';
import {failureOf, jobsOf, rowsOf} from '../../src/core/state/select.ts';
import {type Simulator, startSimulator} from '../../src/simulator/server.ts';
import {awsHome, KEYS} from '../bedrock/aws-home.ts';
import {gatewayWith} from '../bedrock/gateway-under-test.ts';
import {draw} from '../support/frame.tsx';
import {NOON} from '../support/jobs.ts';
import type {Case} from './cases.ts';
import {flat, until} from './place.tsx';

/** The second one has the trouble. */
const REGIONS = ['us-east-1', 'eu-central-1', 'us-west-2'] as const;
const TROUBLED = REGIONS[1];
const JOBS = 140;

const TARGETS = REGIONS.map((region): Target => ({kind: 'aws', region}));
const TARGET = targetKey({kind: 'aws', region: TROUBLED});

export const MOMENTS = ['first page', 'next page'] as const;
type Moment = (typeof MOMENTS)[number];

export interface SeveralCell {
  /** What the line of the connections says. */
  readonly words: string | undefined;
  /** When it is retried by itself, in ms after the failure. */
  readonly pause: number | undefined;
}

/** Draws the program over three simulators. */
const createThree = async ({requestMs}: Pick<Case, 'requestMs'>) => {
  let now = () => NOON;
  const trouble: {intercept: Parameters<Case['strike']>[0]['intercept']} = {intercept: undefined};
  const started = REGIONS.map(async region => {
    const simulator = await startSimulator({
      jobs: JOBS,
      seed: 7,
      region,
      keepsRequests: true,
      now: () => now(),
      intercept: ({operation}) => {
        const {intercept} = trouble;
        return region === TROUBLED && intercept && operation?.startsWith(intercept.verb) ? intercept.raw : 'pass';
      },
    });
    onTestFinished(() => simulator.close());
    return [region, simulator] as const;
  });
  const simulators = new Map<string, Simulator>(await Promise.all(started));
  const gateway = ({region = ''}: Target) => {
    const {environment} = awsHome({env: {...KEYS, AWS_REGION: region, AWS_MAX_ATTEMPTS: '1'}});
    const limits = requestMs === undefined ? {} : {requestMs};
    return gatewayWith({environment, region, endpointUrl: simulators.get(region)?.url, limits});
  };
  const screen = draw({gateway, targets: TARGETS, size: {columns: 200, rows: 24}});
  now = screen.clock.now;
  const simulator = simulators.get(TROUBLED) as Simulator;
  const place = {simulator, screen, answers: () => [], held: () => ({jobs: [], selected: undefined, top: undefined})};
  return {screen, simulators, place: Object.assign(trouble, place)};
};

type Three = Awaited<ReturnType<typeof createThree>>;

const slicesOf = ({screen}: Three) => jobsOf(screen.state()).slices;

/** Lets time pass in small steps until the condition holds: the queue sends the first requests one turn after another. */
const passing = async (three: Three, isSo: () => boolean): Promise<void> => {
  for (let i = 0; i < 400 && !isSo(); i++) {
    await three.screen.clock.advance(5);
    await new Promise(resolve => setTimeout(resolve, 5));
  }
  await until(isSo, three.screen.frame);
};

const isLoaded = (three: Three, region: string, count: number): boolean =>
  (slicesOf(three).get(targetKey({kind: 'aws', region}))?.feed.items.length ?? 0) >= count;

const others = REGIONS.filter(region => region !== TROUBLED);

const isFailed = (three: Three): boolean => slicesOf(three).get(TARGET)?.load.kind === 'failed';

/** The line names the one that has failed; the rows are those of the others. */
const expectNamed = (three: Three): string => {
  const {screen} = three;
  const entry = connectionEntries(screen.state()).find(({target}) => target === TARGET);
  expect(entry?.trouble).toBeDefined();
  expect(flat(screen.frame())).toContain(`env keys/${TROUBLED} ${entry?.trouble}`);
  const regions = new Set(rowsOf(screen.state()).items.map(({arn}) => arn.split(':')[3]));
  for (const region of others) expect(regions).toContain(region);
  return entry?.trouble ?? '';
};

export const runSeveral = async (each: Case, moment: Moment): Promise<SeveralCell> => {
  const three = await createThree(each);
  const {screen, place} = three;
  const strike = () => each.strike(place as Parameters<Case['strike']>[0], 'List');
  let mend = moment === 'first page' ? await strike() : () => {};
  await screen.say({kind: 'started'});
  await passing(three, () => others.every(region => isLoaded(three, region, 100)));
  if (moment === 'next page') {
    await passing(three, () => isLoaded(three, TROUBLED, 100));
    mend = await strike();
    await screen.say({kind: 'load-all-asked'});
    await passing(three, () => others.every(region => isLoaded(three, region, JOBS)));
  }
  const isThrough = (): boolean => {
    const feed = slicesOf(three).get(TARGET)?.feed;
    if (moment === 'first page') return feed?.isLoaded === true;
    // Page after page without a job is not asked for without end.
    return isLoaded(three, TROUBLED, JOBS) || (feed?.emptyPages ?? 0) >= EMPTY_PAGES_MAX.all;
  };
  await passing(three, () => isFailed(three) || isThrough());
  if (!isFailed(three)) return {words: undefined, pause: undefined};
  const words = expectNamed(three);
  const failure = failureOf(screen.state(), TARGET);
  const failedAt = screen.state().errors[0]?.at ?? 0;
  const pause = failure?.retryAt === undefined ? undefined : failure.retryAt - failedAt;
  mend();
  await screen.say({kind: 'connection-retried', target: TARGET});
  await screen.say({kind: 'load-all-asked'});
  await passing(three, () => REGIONS.every(region => isLoaded(three, region, JOBS)));
  expect(rowsOf(screen.state()).count).toBe(3 * JOBS);
  expect(failureOf(screen.state(), TARGET)).toBeUndefined();
  expect(flat(screen.frame())).not.toContain(words);
  expect(screen.faults).toEqual([]);
  return {words, pause};
};
