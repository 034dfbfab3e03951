/** Answers to changes that come late or not at all: what they do to the form that sent them, to another one, and to what is shown. */
import {describe, expect, it} from 'vitest';
import {rulesOf} from '../../../src/core/acting/forms/forms.ts';
import {failure, type Outcome} from '../../../src/core/domain/app-error.ts';
import {contextOf, overlayOf} from '../../../src/core/state/select.ts';
import type {State} from '../../../src/core/state/state.ts';
import {type FakeAws, oops} from '../../support/fake-aws.ts';
import {acted} from '../../support/import-form.ts';
import {awsWith, modelAt, modelsDown, openModels, press} from '../../support/models.ts';
import type {Program} from '../../support/program.ts';
import {modelsIn} from '../../support/shown-models.ts';

const {arn: ARN, name: NAME} = modelAt(3);
const LOST = oops({kind: 'network', what: 'The change was not made', why: 'No answer came', isTransient: true});
const SUBMITTED = acted({kind: 'form-submitted'});
const ESC = {kind: 'stepped-back'} as const;
const typed = (field: string, value: string) => acted({kind: 'form-edited', field, value});

type Changing = 'tag' | 'untag' | 'deleteModel';

const start = async () => {
  const aws = awsWith(...modelsDown(3, 1));
  for (const {arn} of aws.models) aws.tags.set(arn, [{key: 'team', value: 'search'}]);
  const {program} = await openModels(aws);
  await program.clock.advance(300);
  return {aws, program};
};

/** Requests of this kind reach AWS, and their answers wait to be released. */
const held = (aws: FakeAws, operation: Changing, answer?: Outcome<void>): (() => Promise<void>) => {
  const original = aws[operation] as (...args: readonly unknown[]) => Promise<Outcome<void>>;
  let release = (): void => {};
  const gate = new Promise<void>(resolve => {
    release = resolve;
  });
  const slow = async (...args: readonly unknown[]): Promise<Outcome<void>> => {
    const done = await original(...args);
    await gate;
    return answer ?? done;
  };
  Object.assign(aws, {[operation]: slow});
  return async () => release();
};

const formIn = (state: State) => {
  const overlay = overlayOf(state);
  if (overlay?.kind !== 'form') throw new Error(`no form but ${overlay?.kind}`);
  return overlay;
};
const notesIn = (state: State): string => {
  const form = formIn(state);
  return (rulesOf(form).notes?.(state, form) ?? []).map(({text}) => text).join('\n');
};
const countOf = (aws: FakeAws, asked: string): number => aws.asked.filter(each => each.startsWith(asked)).length;

/** A tag of the first model is sent, and its form left before the answer. */
const tagSentAndLeft = async (program: Program): Promise<void> => {
  await press(program, 't');
  await program.clock.settle();
  await press(program, 'a');
  await program.say(typed('key', 'owner'), SUBMITTED, ESC);
};

describe('while a change is on its way', () => {
  it('its form shows what was sent, whatever is typed', async () => {
    const {aws, program} = await start();
    const release = held(aws, 'tag');
    await press(program, 't');
    await program.clock.settle();
    await press(program, 'a');
    await program.say(typed('key', 'owner'), SUBMITTED, typed('key', 'other'));
    expect(formIn(program.state()).values.key).toBe('owner');
    await release();
    await program.clock.settle();
    expect(program.state().notice?.text).toBe('Tag set: owner');
  });

  it('no other form of a change opens after esc', async () => {
    const {aws, program} = await start();
    held(aws, 'tag');
    await tagSentAndLeft(program);
    for (const key of ['a', 'enter', 'x']) {
      expect((await press(program, key)).notice?.text).toBe('AWS has not answered yet');
      expect(contextOf(program.state())).toBe('tags');
    }
    expect(countOf(aws, 'tag ')).toBe(1);
  });

  it('the filters of the models can be edited', async () => {
    const {aws, program} = await start();
    held(aws, 'tag');
    await tagSentAndLeft(program);
    await program.say(ESC);
    await press(program, 'F');
    await program.say(typed('name', 'model-2'));
    expect(formIn(program.state()).values.name).toBe('model-2');
  });

  it('the form of an import with the values of a job can be edited', async () => {
    const {aws, program} = await start();
    held(aws, 'tag');
    await tagSentAndLeft(program);
    await program.say(ESC, ESC);
    await press(program, 'I');
    await program.clock.advance(500);
    expect(formIn(program.state())).toMatchObject({form: 'import', of: {kind: 'job'}});
    await program.say(typed('jobName', 'other'));
    expect(formIn(program.state()).values.jobName).toBe('other');
  });
});

describe('an answer after esc', () => {
  it('that is good is told', async () => {
    const {aws, program} = await start();
    const release = held(aws, 'tag');
    await tagSentAndLeft(program);
    await release();
    await program.clock.settle();
    expect(program.state().notice?.text).toBe('Tag set: owner');
  });

  it('that is a failure is told, and what AWS has is asked for', async () => {
    const {aws, program} = await start();
    const release = held(aws, 'tag', failure(LOST));
    await tagSentAndLeft(program);
    await release();
    await program.clock.settle();
    expect(program.state().notice?.text).toContain('The change was not made');
    expect(program.state().errors[0]?.error).toBe(LOST);
    expect(program.state().acting.tags.get(ARN)?.value).toContainEqual({key: 'owner', value: ''});
  });

  it('to a deletion that failed is told on the list', async () => {
    const {aws, program} = await start();
    const release = held(aws, 'deleteModel', failure(oops({...LOST, kind: 'conflict', isTransient: false})));
    await press(program, 'D');
    await program.say(typed('name', NAME), SUBMITTED, ESC);
    await release();
    await program.clock.settle();
    expect(contextOf(program.state())).toBe('models');
    expect(program.state().notice?.text).toContain('The change was not made');
  });
});

/** AWS does it, and the answer is lost. */
const lost = (aws: FakeAws, operation: Changing): void => {
  const original = aws[operation] as (...args: readonly unknown[]) => Promise<unknown>;
  let isFirst = true;
  const losing = async (...args: readonly unknown[]) => {
    const done = await original(...args);
    if (!isFirst) return done;
    isFirst = false;
    return failure(LOST);
  };
  Object.assign(aws, {[operation]: losing});
};

describe('an answer that is lost, although AWS did it', () => {
  it('set a tag: enter again sets the same', async () => {
    const {aws, program} = await start();
    lost(aws, 'tag');
    await press(program, 't');
    await program.clock.settle();
    await press(program, 'a');
    await program.say(typed('key', 'owner'), SUBMITTED);
    expect(notesIn(program.state())).toContain('The change was not made.\nNo answer came.');
    await program.say(SUBMITTED);
    expect([countOf(aws, 'tag '), contextOf(program.state())]).toEqual([2, 'tags']);
    expect(aws.tags.get(ARN)).toEqual([
      {key: 'team', value: 'search'},
      {key: 'owner', value: ''},
    ]);
  });

  it('removed a tag: enter again removes nothing else', async () => {
    const {aws, program} = await start();
    lost(aws, 'untag');
    await press(program, 't');
    await program.clock.settle();
    await press(program, 'x');
    await program.say(SUBMITTED);
    await program.clock.advance(60_000);
    expect(countOf(aws, 'untag ')).toBe(1);
    await program.say(SUBMITTED);
    expect([countOf(aws, 'untag '), aws.tags.get(ARN), contextOf(program.state())]).toEqual([2, [], 'tags']);
  });

  it('deleted a model: esc shows the list as it is now', async () => {
    const {aws, program} = await start();
    lost(aws, 'deleteModel');
    await press(program, 'D');
    await program.say(typed('name', NAME), SUBMITTED, ESC);
    await program.clock.settle();
    expect(modelsIn(program.state())).toEqual(['model-2', 'model-1']);
  });

  it('set a tag: esc shows the tags as they are now', async () => {
    const {aws, program} = await start();
    lost(aws, 'tag');
    await press(program, 't');
    await program.clock.settle();
    await press(program, 'a');
    await program.say(typed('key', 'owner'), SUBMITTED, ESC);
    await program.clock.settle();
    expect(program.state().acting.tags.get(ARN)?.value).toContainEqual({key: 'owner', value: ''});
  });

  it('a refusal changes nothing, and nothing is asked again', async () => {
    const {aws, program} = await start();
    await press(program, 'D');
    aws.failures.push(oops({kind: 'access', isTransient: false}));
    const before = countOf(aws, 'listModels');
    await program.say(typed('name', NAME), SUBMITTED, ESC);
    await program.clock.settle();
    expect(countOf(aws, 'listModels')).toBe(before);
  });
});
