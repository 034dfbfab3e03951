/** The screens for a screen reader. */
import {expect, it} from 'vitest';
import {createFakeAws, oops} from '../support/fake-aws.ts';
import {draw} from '../support/frame.tsx';
import {jobAt, NOON} from '../support/jobs.ts';

const MINUTE = 60_000;
const RUNNING = jobAt(3, {status: 'InProgress', createdAt: NOON - 12 * MINUTE, endedAt: undefined});

const start = async (jobs = [RUNNING, jobAt(2, {status: 'Failed'}), jobAt(1)]) => {
  const aws = createFakeAws(jobs);
  const drawn = draw({gateway: aws, size: {columns: 80, rows: 24}, isScreenReader: true});
  await drawn.say({kind: 'started'});
  const lines = () => drawn.frame().trimEnd().split('\n');
  return {...drawn, aws, lines};
};

it('the selected job comes first, as one sentence, and no other job is read', async () => {
  const {lines, say} = await start();
  expect(lines()[0]).toMatch(/^1 of 3: \S+, InProgress, model \S+, created 12 min ago$/);
  expect(lines()[1]).toBe('status any · newest first, 3 jobs · end of list');
  await say({kind: 'moved', motion: {kind: 'rows', by: 1}});
  expect(lines()[0]).toMatch(/^2 of 3: \S+, Failed, /);
  expect(lines().join('\n')).not.toContain(RUNNING.name);
});

it('nothing is read again while only seconds pass', async () => {
  const {frame, clock} = await start();
  const before = frame();
  await clock.advance(4000);
  expect(frame()).toBe(before);
});

it('a failure is read whole, with its next try', async () => {
  const {aws, lines, say, clock} = await start();
  aws.failures.push(oops({why: `because ${'of this and that '.repeat(12)}`}));
  await say({kind: 'refresh-asked'});
  await clock.settle();
  const text = lines().join(' ').replace(/\s+/g, ' ');
  expect(text).toContain(`because ${'of this and that '.repeat(12)}`.trim());
  expect(text).toMatch(/, next try \d\d:\d\d:\d\d/);
});

it('an empty list and the detail have no decoration', async () => {
  const none = await start([]);
  expect(none.frame()).toContain('No import jobs in us-east-1 yet');
  const some = await start();
  await some.say({kind: 'detail-opened'});
  expect(some.frame()).toContain('arn:aws:bedrock');
  expect(none.frame() + some.frame()).not.toContain('─');
});

it('of the models, the selected one comes first', async () => {
  const {aws, lines, say, clock} = await start();
  aws.models = [
    {
      arn: 'arn:aws:bedrock:us-east-1:111122223333:imported-model/000000000002',
      name: 'b',
      architecture: 'llama',
      createdAt: NOON - MINUTE,
    },
    {
      arn: 'arn:aws:bedrock:us-east-1:111122223333:imported-model/000000000001',
      name: 'a',
      createdAt: NOON - 2 * MINUTE,
    },
  ];
  await say({kind: 'acted', action: {kind: 'models-opened'}});
  expect(lines()[0]).toBe('1 of 2: b, llama, created 1 min ago');
  expect(lines()[1]).toBe('Models, newest first, 2 models · end of list · default quota 3');
  await say({kind: 'moved', motion: {kind: 'rows', by: 1}});
  expect(lines()[0]).toBe('2 of 2: a, created 2 min ago');
  const before = lines();
  await clock.advance(4_000);
  expect(lines()).toEqual(before);
});
