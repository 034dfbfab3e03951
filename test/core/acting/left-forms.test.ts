/** A form that was left while AWS had not answered: what AWS says then reaches the person, and no other form. */
import {expect, it} from 'vitest';
import {failure, type Outcome, success} from '../../../src/core/domain/app-error.ts';
import {contextOf} from '../../../src/core/state/select.ts';
import {commandOf} from '../../../src/keys/keymap/commands.ts';
import {oops} from '../../support/fake-aws.ts';
import {acted} from '../../support/import-form.ts';
import {awsWith, modelAt, modelsDown, press} from '../../support/models.ts';
import {createProgram} from '../../support/program.ts';

const SUBMITTED = acted({kind: 'form-submitted'});

/** The form that sets a tag of a model has been sent, and left. */
const leave = async () => {
  const aws = awsWith(...modelsDown(3, 1));
  aws.tags.set(modelAt(3).arn, [{key: 'team', value: 'search'}]);
  let answer = (_: Outcome<undefined>): void => {};
  aws.tag = () =>
    new Promise(resolve => {
      answer = resolve;
    });
  const program = createProgram({gateway: aws});
  await program.say({kind: 'started'});
  await press(program, '2');
  await program.clock.advance(500);
  await press(program, 't', 'a');
  await program.say(acted({kind: 'form-edited', field: 'key', value: 'stage'}), SUBMITTED);
  await press(program, 'esc');
  return {
    program,
    answered: async (outcome: Outcome<undefined>) => {
      answer(outcome);
      await program.clock.settle();
      return program.state();
    },
  };
};

it('a failure is said', async () => {
  const {program, answered} = await leave();
  const denied = oops({kind: 'access', what: 'The tag could not be set', why: 'Access denied', isTransient: false});
  const state = await answered(failure(denied));
  expect(state.notice?.text).toBe('The tag could not be set: Access denied');
  const opened = await press(program, 'a');
  expect([contextOf(opened), opened.acting.change]).toEqual(['form', undefined]);
});

it('success leaves the form of an import alone', async () => {
  const {program, answered} = await leave();
  await program.say(acted({kind: 'form-opened', form: 'import'}));
  const state = await answered(success(undefined));
  expect([contextOf(state), state.notice?.text]).toEqual(['form', 'Tag set: stage']);
});

it.each(['add-tag', 'edit-tag', 'remove-tag'] as const)('until then, %s waits', async command => {
  const {program, answered} = await leave();
  const reason = () => commandOf(command).refusal?.(program.state());
  expect(reason()).toBe('AWS has not answered yet');
  await answered(success(undefined));
  expect(reason()).toBeUndefined();
});

it('until then, no model is deleted, and no connection is left', async () => {
  const {program} = await leave();
  await press(program, 'esc');
  expect(commandOf('delete-model').refusal?.(program.state())).toBe('AWS has not answered yet');
  expect(commandOf('choose-profiles').refusal?.(program.state())).toBe('a change is being sent; wait for its answer');
});

it('the form closes under what lies over it', async () => {
  const aws = awsWith(...modelsDown(3, 1));
  let answer = (_: Outcome<undefined>): void => {};
  aws.deleteModel = () =>
    new Promise(resolve => {
      answer = resolve;
    });
  const program = createProgram({gateway: aws});
  await program.say({kind: 'started'});
  await press(program, '2', 'D');
  await program.say(acted({kind: 'form-edited', field: 'name', value: 'model-3'}), SUBMITTED, {kind: 'help-opened'});
  answer(success(undefined));
  await program.clock.settle();
  expect(program.state().overlays.map(({kind}) => kind)).toEqual(['models', 'help']);
});
