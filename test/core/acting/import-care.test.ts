/** An import under a heavy hand: quick keys, keys that come between, failures that go on, and checks that change. */
import {describe, expect, it} from 'vitest';
import {ACTING} from '../../../src/core/acting/part.ts';
import {timersFor} from '../../../src/core/app/timers.ts';
import {failure, type Outcome, success} from '../../../src/core/domain/app-error.ts';
import type {ModelDetail} from '../../../src/core/domain/model.ts';
import type {Tag} from '../../../src/core/domain/tag.ts';
import {contextOf} from '../../../src/core/state/select.ts';
import {commandOf} from '../../../src/keys/keymap/commands.ts';
import {createNamedAws, type FakeAws, oops} from '../../support/fake-aws.ts';
import {acted, filled, REVIEWED, submittedWith, TYPED} from '../../support/import-form.ts';
import {jobAt, runningAt} from '../../support/jobs.ts';
import {awsWith, modelAt, modelsDown, press} from '../../support/models.ts';
import {createProgram, type Program} from '../../support/program.ts';

const start = async (aws: FakeAws): Promise<Program> => {
  const program = createProgram({gateway: aws});
  await program.say({kind: 'started'});
  await program.clock.settle();
  return program;
};
const refusalIn = (program: Program) => commandOf('submit-import').refusal?.(program.state());

describe('enter on the checklist', () => {
  it('is not the second half of a double enter on the form', async () => {
    const aws = createNamedAws(jobAt(3));
    const program = await start(aws);
    await program.say(...filled());
    await press(program, 'enter');
    await program.clock.advance(200);
    await press(program, 'enter');
    expect(aws.created).toEqual([]);
    await program.clock.advance(400);
    expect(refusalIn(program)).toBeUndefined();
    await press(program, 'enter');
    expect(aws.created).toHaveLength(1);
  });

  it('waits for the checks again after a refresh', async () => {
    const aws = createNamedAws(jobAt(3));
    const program = await start(aws);
    await program.say(...filled(), REVIEWED);
    await program.clock.advance(10_000);
    expect(refusalIn(program)).toBeUndefined();
    aws.getModel = () => new Promise(() => {});
    await press(program, 'r');
    expect(refusalIn(program)).toBe('still checking: look at what the checks say first');
    await program.clock.advance(4_000);
    expect(refusalIn(program)).toBeUndefined();
  });

  it('warns again of a check that has failed since', async () => {
    const aws = createNamedAws(jobAt(3, {name: TYPED.jobName}));
    let answer = (_: Outcome<ModelDetail>): void => {};
    aws.getModel = () =>
      new Promise(resolve => {
        answer = resolve;
      });
    const program = await start(aws);
    await program.say(...filled(), REVIEWED);
    await program.clock.advance(4_000);
    await press(program, 'enter');
    expect(program.state().notice?.text).toContain('1 check failed');
    answer(success({...modelAt(1), raw: '{}'}));
    await program.clock.settle();
    await press(program, 'enter');
    expect(program.state().notice?.text).toContain('2 checks failed');
    expect(aws.created).toEqual([]);
    await press(program, 'enter');
    expect(aws.created).toHaveLength(1);
  });
});

describe('import again', () => {
  /** The tags have not arrived yet. */
  const asked = async () => {
    const aws = createNamedAws(jobAt(3), jobAt(2));
    let answer = (_: Outcome<readonly Tag[]>): void => {};
    aws.listTags = () =>
      new Promise(resolve => {
        answer = resolve;
      });
    const program = await start(aws);
    await press(program, 'I');
    return {
      program,
      answered: async () => {
        answer(success([]));
        await program.clock.settle();
        return contextOf(program.state());
      },
    };
  };

  it('opens its form once everything is there', async () => {
    const {answered} = await asked();
    expect(await answered()).toBe('form');
  });

  it.each([
    ['/', 'search'],
    ['?', 'help'],
    ['F', 'filters'],
    ['s', 'connections'],
  ])('after %s it stays out of the way', async (key, context) => {
    const {program, answered} = await asked();
    await press(program, key);
    expect(await answered()).toBe(context);
    await press(program, 'esc');
    await program.clock.advance(1_000);
    expect(contextOf(program.state())).toBe('list');
  });
});

it.each(['throttled', 'network', 'access'] as const)('an import that waits asks ever more rarely: %s', async kind => {
  const aws = createNamedAws(jobAt(3), runningAt(2));
  const program = await start(aws);
  await program.say(...filled(), REVIEWED);
  await program.say(submittedWith('token-1'));
  let asks = 0;
  aws.listJobs = async () => {
    asks += 1;
    return failure(oops({kind, isTransient: kind !== 'access'}));
  };
  await program.clock.advance(600_000);
  // The list's own polls are among them.
  expect(asks).toBeLessThan(30);
  expect(program.state().acting.submission?.phase.kind).toBe('waiting');
});

it('an import that has failed needs no clock on another screen', async () => {
  const aws = createNamedAws(jobAt(3));
  const program = await start(aws);
  await program.say(...filled(), REVIEWED);
  aws.failures.push(oops({kind: 'access', isTransient: false}));
  await program.say(submittedWith('token-1'));
  const state = await program.say({kind: 'overlays-closed'});
  await program.clock.advance(10_000);
  expect(ACTING.hasClock(program.state())).toBe(false);
  expect(timersFor(state).some(({message}) => message.kind === 'clock-ticked')).toBe(false);
});

it('a refresh while there is no connection gives up no answer that is on its way', async () => {
  const aws = awsWith(...modelsDown(3, 1));
  let answer = (_: Outcome<ModelDetail>): void => {};
  aws.getModel = () =>
    new Promise(resolve => {
      answer = resolve;
    });
  const program = await start(aws);
  await press(program, '2');
  await program.clock.advance(500);
  const state = program.state();
  const [[target, connection] = []] = state.connections;
  if (target === undefined || connection === undefined) throw new Error('no connection');
  const link = {kind: 'connecting', id: 999, since: program.clock.now(), isOverdue: false, failures: 0} as const;
  const [, effects] = ACTING.refreshed(
    {...state, connections: new Map([[target, {...connection, link}]])},
    program.clock.now(),
  );
  const {load} = state.acting.modelDetails.get(modelAt(3).arn) ?? {};
  expect(load?.kind).toBe('loading');
  expect(effects).not.toContainEqual({kind: 'cancel', id: load?.kind === 'loading' ? load.id : -1});
  answer(success({...modelAt(3), raw: '{}'}));
  await program.clock.settle();
  expect(program.state().acting.modelDetails.get(modelAt(3).arn)?.load.kind).toBe('loaded');
});

it('what was asked of it before it was loaded is done then', async () => {
  const aws = awsWith(...modelsDown(3, 1));
  const program = createProgram({gateway: aws, settings: {acting: undefined}});
  await program.say({kind: 'started'}, acted({kind: 'models-opened'}));
  expect(contextOf(program.state())).toBe('list');
  expect(contextOf(await program.say({kind: 'acting-loaded', acting: ACTING}))).toBe('models');
});
