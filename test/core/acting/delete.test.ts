/** Deleting a model: only after its name was typed, and with every answer that AWS may give. */
import {describe, expect, it} from 'vitest';
import {rulesOf} from '../../../src/core/acting/forms/forms.ts';
import {failure} from '../../../src/core/domain/app-error.ts';
import {DEMO} from '../../../src/core/domain/target.ts';
import {contextOf, overlayOf} from '../../../src/core/state/select.ts';
import type {State} from '../../../src/core/state/state.ts';
import {type FakeAws, oops} from '../../support/fake-aws.ts';
import {acted} from '../../support/import-form.ts';
import {awsWith, modelAt, modelsDown, press} from '../../support/models.ts';
import {createProgram, type ProgramOptions} from '../../support/program.ts';
import {modelsIn} from '../../support/shown-models.ts';

const NAME = 'model-3';
const {arn: ARN} = modelAt(3);

const start = async (options: Partial<ProgramOptions> = {}) => {
  const aws = awsWith(...modelsDown(3, 1));
  const program = createProgram({gateway: aws, ...options});
  await program.say({kind: 'started'});
  await press(program, '2');
  await program.clock.advance(500);
  return {aws, program};
};
const typed = (value: string) => acted({kind: 'form-edited', field: 'name', value});
const SUBMITTED = acted({kind: 'form-submitted'});
const deletionsOf = (aws: FakeAws): number => aws.asked.filter(each => each.startsWith('deleteModel')).length;
const notesIn = (state: State): string => {
  const overlay = overlayOf(state);
  if (overlay?.kind !== 'form') throw new Error(`no form but ${overlay?.kind}`);
  return (rulesOf(overlay).notes?.(state, overlay) ?? []).map(({text}) => text).join('\n');
};

it.each(['', 'model', 'model-33', 'MODEL-3', ' model-3', 'model-2'])('the name “%s” deletes nothing', async value => {
  const {aws, program} = await start();
  await press(program, 'D');
  const state = await program.say(typed(value), SUBMITTED);
  expect(overlayOf(state)).toMatchObject({
    problems: {name: 'The name is model-3'},
  });
  expect(deletionsOf(aws)).toBe(0);
});

it('the name deletes it, once, and the list is asked for again', async () => {
  const {aws, program} = await start();
  await press(program, 'D');
  expect(notesIn(program.state())).toMatch(
    new RegExp(`^aws bedrock delete-imported-model --model-identifier ${ARN} --region us-east-1\nDeleted: .*\nKept: `),
  );
  await program.say(typed(NAME), SUBMITTED, SUBMITTED);
  expect(aws.asked.filter(each => each.startsWith('deleteModel'))).toEqual([`deleteModel ${ARN}`]);
  expect(modelsIn(program.state())).toEqual(['model-2', 'model-1']);
  expect([contextOf(program.state()), program.state().notice?.text]).toEqual(['models', 'model-3 deleted']);
});

it('from its detail: that closes with it', async () => {
  const {program} = await start();
  await press(program, 'enter', 'D');
  await program.say(typed(NAME), SUBMITTED);
  expect(contextOf(program.state())).toBe('models');
});

it('esc deletes nothing', async () => {
  const {aws, program} = await start();
  await press(program, 'D');
  await program.say(typed(NAME), {kind: 'stepped-back'});
  await program.clock.advance(10_000);
  expect([deletionsOf(aws), contextOf(program.state())]).toEqual([0, 'models']);
});

describe('an answer', () => {
  it.each(['access', 'conflict', 'throttled', 'network', 'service'] as const)(
    '%s: everything is as it was, in words; enter sends it again',
    async kind => {
      const {aws, program} = await start();
      await press(program, 'D');
      aws.failures.push(
        oops({kind, what: 'The model could not be deleted', why: 'AWS said no', isTransient: kind !== 'access'}),
      );
      await program.say(typed(NAME), SUBMITTED);
      await program.clock.advance(30_000);
      expect([deletionsOf(aws), aws.models.length]).toEqual([1, 3]);
      expect(notesIn(program.state())).toContain('The model could not be deleted.\nAWS said no.');
      await program.say(SUBMITTED);
      expect([deletionsOf(aws), modelsIn(program.state()).length]).toEqual([2, 2]);
    },
  );

  it('that says it is gone: it was deleted already', async () => {
    const {aws, program} = await start();
    await press(program, 'D');
    aws.models = modelsDown(2, 1);
    aws.deleteModel = async () => failure(oops({kind: 'not-found', isTransient: false}));
    await program.say(typed(NAME), SUBMITTED);
    expect(program.state().notice?.text).toBe('model-3 was already deleted');
    expect(modelsIn(program.state())).toEqual(['model-2', 'model-1']);
  });

  it('that comes after esc is told all the same', async () => {
    const {aws, program} = await start();
    let answer = (): void => {};
    const {deleteModel} = aws;
    aws.deleteModel = async (...args) => {
      await new Promise<void>(resolve => {
        answer = resolve;
      });
      return deleteModel(...args);
    };
    await press(program, 'D');
    await program.say(typed(NAME), SUBMITTED, {kind: 'stepped-back'});
    answer();
    await program.clock.settle();
    expect(program.state().notice?.text).toBe('model-3 deleted');
    expect(modelsIn(program.state())).toEqual(['model-2', 'model-1']);
  });
});

it('ctrl-y copies the command, and deletes nothing', async () => {
  const {aws, program} = await start();
  await press(program, 'D', 'ctrl-y');
  expect(program.copies).toEqual([`aws bedrock delete-imported-model --model-identifier ${ARN} --region us-east-1`]);
  expect(deletionsOf(aws)).toBe(0);
});

it('an address that could not be opened does not open over the form that is typed into', async () => {
  const {program} = await start();
  await press(program, 'D');
  const outcome = {kind: 'sent'} as const;
  const state = await program.say({kind: 'text-copied', name: 'URL', text: 'https://x', note: 'no browser', outcome});
  expect([overlayOf(state)?.kind, state.notice?.text]).toEqual(['form', expect.stringContaining('https://x')]);
});

it('--read-only does not bind the demo', async () => {
  const {program} = await start({settings: {isReadOnly: true}, targets: [DEMO]});
  await press(program, 'D');
  expect(overlayOf(program.state())).toMatchObject({kind: 'form', form: 'delete-model'});
});

it('--read-only refuses it', async () => {
  const {aws, program} = await start({settings: {isReadOnly: true}});
  expect((await press(program, 'D')).notice?.text).toBe('--read-only is set: nothing is changed on AWS');
  expect(deletionsOf(aws)).toBe(0);
});
